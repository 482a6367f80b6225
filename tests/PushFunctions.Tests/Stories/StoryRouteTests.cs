using PushFunctions.Storage;

namespace PushFunctions.Tests.Stories;

/// <summary><c>/api/pushes/{id}/users/{user}</c> over storage in memory.</summary>
public sealed class StoryRouteTests : IDisposable
{
    private readonly StoryBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task A_user_whom_nobody_has_come_to_is_pending()
    {
        await _bed.Memory.Pushes.AddEntityAsync(Some.Draft);

        var (status, body) = await _bed.StoryAsync("user000000");

        Assert.Equal(200, status);
        Assert.Equal(
            """
            {"pushId":"abcdefghijklmnopqrstuvwxyz","user":"user000000","outcome":"pending","tries":0,"possiblyTwice":false,"batch":0,"history":[]}
            """,
            body.GetRawText());
    }

    [Fact]
    public async Task A_user_who_is_due_again_has_the_last_answer_and_the_time()
    {
        await _bed.Memory.Pushes.AddEntityAsync(Some.Draft);
        using var held = await _bed.Memory.HoldAsync(Some.Single(1));
        held.Book[0] = new(UserOutcome.Retrying, "ERROR", "it's busy", 1);
        await _bed.Memory.Settlement.SettleAsync(held, CancellationToken.None);

        var (_, body) = await _bed.StoryAsync("user000000");

        var due = _bed.Memory.Row(Some.Single(1)).Due!.Value;
        Assert.Equal(
            """
            {"pushId":"abcdefghijklmnopqrstuvwxyz","user":"user000000","outcome":"retrying","status":"ERROR","description":"it's busy","tries":1,"possiblyTwice":false,"batch":0,"nextTry":"DUE","history":[{"parcel":"parcel|0000000","batch":0,"outcome":"retrying","status":"ERROR","description":"it's busy","tries":1,"at":"2026-11-20T08:00:00+00:00"}]}
            """.Replace("DUE", $"{due:yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz}", StringComparison.Ordinal),
            body.GetRawText());
    }

    [Theory]
    [InlineData(UserOutcome.Cancelled, "CANCELLED")]
    [InlineData(UserOutcome.Expired, "EXPIRED")]
    public async Task Whom_no_step_comes_to_any_more_has_an_end_without_a_call(UserOutcome outcome, string status)
    {
        var users = Some.Users(250);
        var push = Some.Push(250);
        (push.CutAt, push.CutAs, push.NextBatch, push.NextOffset) = (1, outcome, 1, 1_100);
        await _bed.AddAsync(push, users);
        await _bed.AddAsync(push, new(0, 1, 0, 1_100), users.Take(100), UserOutcome.Accepted);

        var (_, body) = await _bed.StoryAsync(users[100]);
        var (_, first) = await _bed.StoryAsync(users[99]);

        Assert.Equal((outcome.ToString().ToLowerInvariant(), status), (StoryBed.Text(body, "outcome"), StoryBed.Text(body, "status")));
        Assert.Equal((0, false), (body.GetProperty("history").GetArrayLength(), body.TryGetProperty("batch", out _)));
        Assert.Equal("accepted", StoryBed.Text(first, "outcome"));
    }

    [Fact]
    public async Task A_user_among_a_million_is_found_by_few_small_reads()
    {
        const int Batches = 10_000;
        var users = Some.Users(Batches * 100);
        var push = Some.Push(users.Count);
        (push.NextBatch, push.NextOffset) = (Batches, users.Count * 11L);
        await _bed.AddAsync(push, users);
        for (var batch = 0; batch < Batches; batch += 10)
        {
            var parcel = users.Skip(batch * 100).Take(1_000);
            await _bed.AddAsync(push, new(batch, 10, batch * 1_100L, 11_000), parcel, UserOutcome.Accepted);
        }

        foreach (var no in (int[])[0, 1, 123_456, 777_777, 999_999])
        {
            var (reads, blobReads) = (0, _bed.Memory.Users.Operations);
            _bed.Memory.Pushes.Before = _ => reads++;

            var (_, body) = await _bed.StoryAsync(users[no]);

            Assert.Equal(("accepted", no / 100), (StoryBed.Text(body, "outcome"), body.GetProperty("batch").GetInt32()));
            Assert.InRange(reads + _bed.Memory.Users.Operations - blobReads, 1, 20);
        }
    }

    [Theory]
    [InlineData("user000001", 404, "user_not_in_push")]
    [InlineData("User", 400, "invalid_user")]
    [InlineData("a|b", 400, "invalid_user")]
    [InlineData("..", 400, "invalid_user")]
    public async Task Who_is_no_user_of_the_push_is_told_from_what_is_no_user(string user, int expected, string code)
    {
        await _bed.Memory.Pushes.AddEntityAsync(Some.Draft);

        var (status, body) = await _bed.StoryAsync(user);

        Assert.Equal((expected, code), (status, StoryBed.Text(body, "code")));
    }

    [Theory]
    [InlineData("abcdefghijklmnopqrstuvwxya")]
    [InlineData("nope")]
    public async Task Of_a_push_that_is_not_there_nothing_is_told(string pushId)
    {
        var (status, body) = await _bed.StoryAsync("ada", pushId);

        Assert.Equal((404, "unknown_push"), (status, StoryBed.Text(body, "code")));
    }
}
