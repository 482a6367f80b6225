using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using PushFunctions.Callbacks;
using PushFunctions.Notices;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Callbacks;

/// <summary><c>push.callbacks</c>, by what came of each try.</summary>
public sealed class CountedCallbacksTests : IDisposable
{
    private readonly MemoryBed _bed = new(Ops.Settings());
    private readonly MeterEar _ear;

    public CountedCallbacksTests() => _ear = new(_bed);

    public void Dispose()
    {
        _ear.Dispose();
        _bed.Dispose();
    }

    [Theory]
    [InlineData("push.finished", Ops.Name, 0, HttpStatusCode.NoContent, "told")]
    [InlineData("push.stalled", Ops.Name, 0, HttpStatusCode.BadGateway, "failed")]
    [InlineData("push.stalled", Ops.Name, 5, HttpStatusCode.BadGateway, "failed")]
    [InlineData("push.dead_letters", Ops.Name, 6, HttpStatusCode.BadGateway, "given_up")]
    [InlineData("push.finished", Ops.Name, 0, HttpStatusCode.Gone, "given_up")]
    [InlineData("push.finished", "former", 0, HttpStatusCode.OK, "given_up")]
    public async Task Each_try_is_counted(string what, string callback, int tries, HttpStatusCode status, string result)
    {
        await HandleAsync(what, callback, tries, status);

        Assert.Equal([$"event={what} result={result}: 1"], _ear.Of("push.callbacks"));
        Assert.Equal(result == "given_up" ? ["app=- kind=messages: 1"] : [], _ear.Of("push.dead_letters"));
    }

    private Task HandleAsync(string what, string callback, int tries, HttpStatusCode status)
    {
        var notice = new Notice
        {
            Callback = callback,
            PushId = Some.PushId,
            Event = what,
            Id = $"x-{Some.PushId}-0",
            Created = Some.Now,
            Body = "{}",
            Tries = tries,
        };
        var handler = new CallbackHandler(
            _bed.Get<CallbackBook>(), new(new StubReceiver(status), _bed.Time), _bed.Get<CallbackSchedule>(),
            _bed.Get<WorkQueues>(), _bed.Get<DeadLetters>(), _bed.Get<PushMetrics>(), NullLogger<CallbackHandler>.Instance);
        return handler.HandleAsync("m", WorkQueues.Write(notice), CancellationToken.None);
    }
}
