using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using PushFunctions.Callbacks;
using PushFunctions.Notices;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Callbacks;

public sealed class CallbackHandlerTests : IDisposable
{
    private readonly MemoryBed _bed = new(Ops.Settings());

    private static Notice Notice => new()
    {
        Callback = Ops.Name,
        PushId = Some.PushId,
        Event = "push.finished",
        Id = $"push-finished-{Some.PushId}-0",
        Created = Some.Now,
        Body = """{"type":"push.finished"}""",
        TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    };

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task What_was_taken_is_over()
    {
        await HandleAsync(Notice, HttpStatusCode.OK);

        Assert.Empty(_bed.Callbacks.Puts);
        Assert.Empty(Letters());
    }

    [Fact]
    public async Task A_failed_try_waits_as_a_copy_of_its_message_until_the_tries_are_used_up()
    {
        var (notice, waits) = (Notice with { PutBack = 2 }, new List<double>());
        while (true)
        {
            await HandleAsync(notice, HttpStatusCode.InternalServerError);
            if (_bed.Callbacks.Puts.Count == waits.Count) break;
            waits.Add(_bed.Callbacks.Puts[^1].Wait!.Value.TotalSeconds);
            var next = Read(_bed.Callbacks.Puts[^1].Text);
            Assert.Equal(notice with { Tries = notice.Tries + 1, PutBack = 0 }, next);
            notice = next;
        }

        Assert.Equal([5, 60, 300, 1_800, 7_200, 21_600], waits);
        var letter = Assert.Single(Letters());
        Assert.Equal(
            $"Callback ops was not told push.finished of push {Some.PushId}: 7 tries failed; of the last: it answered 500.",
            letter.Reason);
        Assert.Equal((QueueNames.Callbacks, Notice), (letter.Queue, Read(BinaryData.FromBytes(letter.Body!).ToString())));
    }

    [Fact]
    public async Task A_410_is_a_dead_letter_at_once()
    {
        await HandleAsync(Notice, HttpStatusCode.Gone);

        Assert.Empty(_bed.Callbacks.Puts);
        Assert.Contains("it answered 410", Assert.Single(Letters()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_callback_that_the_settings_no_longer_name_is_a_dead_letter_with_the_reason()
    {
        var receiver = await HandleAsync(Notice with { Callback = "former", Tries = 3 }, HttpStatusCode.OK);

        Assert.Empty(receiver.Calls);
        var letter = Assert.Single(Letters());
        Assert.Equal(
            $"Callback former was not told push.finished of push {Some.PushId}: the settings name no such callback any more.",
            letter.Reason);
        Assert.Equal(0, Read(BinaryData.FromBytes(letter.Body!).ToString()).Tries);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("{}")]
    [InlineData("""{"v":2,"callback":"ops","pushId":"p","event":"e","id":"i","created":"2026-11-20T08:00:00Z","body":"{}"}""")]
    [InlineData("""{"v":1,"callback":"ops","pushId":"p","event":"e","id":"a\r\nb","created":"2026-11-20T08:00:00Z","body":"{}"}""")]
    [InlineData("""{"v":1,"callback":"ops","pushId":"p","event":"e","id":"a.b","created":"2026-11-20T08:00:00Z","body":"{}"}""")]
    public async Task What_is_no_notice_is_a_dead_letter_with_its_body(string text)
    {
        await HandleAsync(BinaryData.FromString(text), new StubReceiver(HttpStatusCode.OK));

        Assert.Equal(text, BinaryData.FromBytes(Assert.Single(Letters()).Body!).ToString());
    }

    [Fact]
    public async Task A_copy_that_cannot_be_put_leaves_the_message_to_come_again()
    {
        _bed.Callbacks.Before = () => throw MemoryTable.Failure(503);

        await Assert.ThrowsAsync<Azure.RequestFailedException>(
            () => HandleAsync(Notice, HttpStatusCode.InternalServerError));

        Assert.Empty(Letters());
    }

    [Fact]
    public async Task No_reason_holds_the_address()
    {
        await HandleAsync(Notice with { Tries = 6 }, HttpStatusCode.Redirect);

        Assert.DoesNotContain("hidden", Assert.Single(Letters()).Reason, StringComparison.Ordinal);
    }

    private static Notice Read(string text)
    {
        Assert.True(QueueText.TryReadNotice(text, out var notice, out var why), why);
        return notice;
    }

    private IReadOnlyList<DeadLetterRow> Letters() =>
        [.. _bed.DeadLetters.FindAll<DeadLetterRow>("").Where(row => row.IsMessage)];

    private async Task<StubReceiver> HandleAsync(Notice notice, HttpStatusCode answer)
    {
        var receiver = new StubReceiver(answer);
        await HandleAsync(WorkQueues.Write(notice), receiver);
        return receiver;
    }

    private Task HandleAsync(BinaryData body, StubReceiver receiver) => new CallbackHandler(
        _bed.Get<CallbackBook>(), new(receiver, _bed.Time), _bed.Get<CallbackSchedule>(), _bed.Get<WorkQueues>(),
        _bed.Get<DeadLetters>(), _bed.Get<PushMetrics>(), NullLogger<CallbackHandler>.Instance)
        .HandleAsync("m", body, CancellationToken.None);
}
