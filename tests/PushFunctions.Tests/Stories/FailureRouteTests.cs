using PushFunctions.Storage;
using PushFunctions.Stories;

namespace PushFunctions.Tests.Stories;

/// <summary><c>/api/pushes/{id}/failures</c> over storage in memory.</summary>
public sealed class FailureRouteTests : IDisposable
{
    private readonly StoryBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task Who_failed_is_listed_with_the_last_answer()
    {
        await _bed.Memory.Pushes.AddEntityAsync(Some.Draft);
        using var held = await _bed.Memory.HoldAsync(Some.Single(1));
        held.Book[0] = new(UserOutcome.Failed, "FAIL", "no push binding", 1);

        var (_, before) = await _bed.ListAsync("");
        await _bed.Memory.Settlement.SettleAsync(held, CancellationToken.None);
        var (status, after) = await _bed.ListAsync("");

        Assert.Equal("""{"pushId":"abcdefghijklmnopqrstuvwxyz","failures":[]}""", before.GetRawText());
        Assert.Equal(200, status);
        Assert.Equal(
            """
            {"pushId":"abcdefghijklmnopqrstuvwxyz","failures":[{"user":"user000000","outcome":"failed","status":"FAIL","description":"no push binding","tries":1,"at":"2026-11-20T08:00:00+00:00"}]}
            """,
            after.GetRawText());
    }

    [Theory]
    [InlineData(UserOutcome.Cancelled)]
    [InlineData(UserOutcome.Expired)]
    public async Task Whom_no_step_comes_to_any_more_is_listed_for_who_asks(UserOutcome outcome)
    {
        var users = Some.Users(250);
        var push = Some.Push(250);
        (push.CutAt, push.CutAs, push.NextBatch, push.NextOffset) = (1, outcome, 1, 1_100);
        await _bed.AddAsync(push, users);
        await _bed.AddAsync(push, new(0, 1, 0, 1_100), users.Take(100), UserOutcome.Accepted);

        Assert.Equal(users.Skip(100), await _bed.AllAsync("outcome=expired,cancelled", limit: 37));
        Assert.Empty(await _bed.AllAsync("", limit: 37));
    }

    [Theory]
    [InlineData("abcdefghijklmnopqrstuvwxya")]
    [InlineData("nope")]
    public async Task Of_a_push_that_is_not_there_nobody_is_listed(string pushId)
    {
        var (status, body) = await _bed.ListAsync("", pushId);

        Assert.Equal((404, "unknown_push"), (status, StoryBed.Text(body, "code")));
    }

    [Theory]
    [InlineData("limit=0", "query:limit")]
    [InlineData("limit=1001", "query:limit")]
    [InlineData("limit=a", "query:limit")]
    [InlineData("cursor=!", "query:cursor")]
    [InlineData("cursor=YQ", "query:cursor")]
    [InlineData("cursor=cGFyY2VsfGEvMQ", "query:cursor")]
    [InlineData("outcome=accepted", "query:outcome")]
    [InlineData("outcome=failed,", "query:outcome")]
    [InlineData("outcome=Failed", "query:outcome")]
    public async Task A_query_that_is_not_understood_is_refused_by_its_part(string query, string path)
    {
        await _bed.Memory.Pushes.AddEntityAsync(Some.Draft);

        var (status, body) = await _bed.ListAsync(query);

        Assert.Equal((400, "invalid_query"), (status, StoryBed.Text(body, "code")));
        Assert.Equal(path, StoryBed.Text(body.GetProperty("errors")[0], "path"));
    }

    [Fact]
    public async Task Users_of_many_parcels_who_failed_come_page_by_page_each_once()
    {
        var users = Some.Users(1_000);
        var push = Some.Push(1_000);
        push.NextBatch = 10;
        await _bed.AddAsync(push, users);
        for (var batch = 0; batch < 10; batch += 2)
        {
            await _bed.AddAsync(push, new(batch, 1, batch * 1_100, 1_100), users.Skip(batch * 100).Take(100), UserOutcome.Failed);
            await _bed.AddAsync(push, new(batch + 1, 1, 0, 1_100), users.Skip(batch * 100 + 100).Take(100), UserOutcome.Accepted);
        }

        Assert.Equal(users.Where((_, no) => no / 100 % 2 == 0), await _bed.AllAsync("", limit: 170));
        Assert.Empty(await _bed.AllAsync("outcome=dead,unknown", limit: 170));
    }

    [Fact]
    public async Task A_page_of_a_large_push_without_failures_is_short_and_says_where_to_go_on()
    {
        var push = Some.Push(FailureReader.MostStretches * LedgerKey.SegmentBatches * 100 + 1);
        push.NextBatch = push.Batches;
        await _bed.AddAsync(push, []);
        await _bed.AddAsync(push, new(push.Batches - 1, 1, 0, 11), ["last"], UserOutcome.Dead);
        var queries = 0;
        _bed.Memory.Pushes.Before = operation => queries += operation == "query" ? 1 : 0;

        var (_, page) = await _bed.ListAsync("limit=5");

        Assert.Equal((FailureReader.MostStretches, 0), (queries, page.GetProperty("failures").GetArrayLength()));
        Assert.Equal(["last"], await _bed.AllAsync("", limit: 5));
    }
}
