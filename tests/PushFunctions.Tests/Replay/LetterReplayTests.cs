using System.Text.Json;
using AgoraChat.Push;
using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Replay;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Replay;

/// <summary>Replays of more dead letters than one request takes.</summary>
public sealed class LetterReplayTests : IDisposable
{
    private readonly MemoryPipeline _pipeline = new(("Retry:Delays:0", "00:00:05"));

    public void Dispose() => _pipeline.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(1_000)]
    public async Task One_request_takes_100_pushes_however_long_its_pages_are(int limit)
    {
        await AddLettersAsync(150);

        var answers = await ReplayAllAsync($"limit={limit}&count=true");

        Assert.Equal([100, 50], answers.Select(answer => answer.GetProperty("pushes").GetArrayLength()));
        Assert.Equal(150, Pushes(answers).Distinct().Count());
    }

    [Fact]
    public async Task One_request_takes_ten_seconds_however_long_its_pages_are()
    {
        await AddLettersAsync(50);
        // Each push is walked through for a while.
        SlowDown("get", TimeSpan.FromSeconds(1));

        var answers = await ReplayAllAsync("limit=1000&count=true");

        Assert.All(answers, answer => Assert.InRange(answer.GetProperty("pushes").GetArrayLength(), 1, 11));
        Assert.Equal(50, Pushes(answers).Distinct().Count());
        Assert.Equal(50, Pushes(answers).Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_push_that_several_requests_come_to_is_told_once(bool onlyCount)
    {
        _pipeline.FarSide = (_, _) => PushStatus.Error;
        await _pipeline.AcceptAsync(2_000);
        _pipeline.Run(TimeSpan.FromMinutes(2));
        Assert.True(_pipeline.Push.HasEnded);
        Assert.True(Letters > 2);
        SlowDown("get", TimeSpan.FromSeconds(11));

        var answers = await ReplayAllAsync($"count={onlyCount}");

        Assert.Equal(Letters, answers.Count);
        Assert.Equal(2_000, answers.Sum(answer => answer.GetProperty("users").GetInt32()));
        var told = Assert.Single(answers.SelectMany(answer => answer.GetProperty("pushes").EnumerateArray()));
        Assert.Equal(!onlyCount, told.TryGetProperty("round", out _));
        Assert.False(told.TryGetProperty("code", out _));
    }

    /// <summary>Its letters stay, and the next request meets them behind those of the one before.</summary>
    [Fact]
    public async Task One_that_cannot_be_replayed_is_told_once_too()
    {
        _pipeline.FarSide = (_, _) => PushStatus.Error;
        await _pipeline.AcceptAsync(3_000, push => push.ExpiresAt = Some.Now.AddHours(1));
        _pipeline.Run(TimeSpan.FromHours(2));
        Assert.True(Letters > 2);
        SlowDown("get", TimeSpan.FromSeconds(11));

        var answers = await ReplayAllAsync("");

        var told = Assert.Single(answers.SelectMany(answer => answer.GetProperty("pushes").EnumerateArray()));
        Assert.Equal("push_expired", told.GetProperty("code").GetString());
    }

    private int Letters => _pipeline.Bed.DeadLetters.FindAll<DeadLetterRow>("").Count(row => row.PartitionKey == Some.App);

    /// <summary>Asks on with the cursor until there is none.</summary>
    private async Task<IReadOnlyList<JsonElement>> ReplayAllAsync(string query)
    {
        var answers = new List<JsonElement>();
        for (string? cursor = ""; cursor is not null;)
        {
            var (status, _, answer) = await Asked.SendAsync(ReplayAsync, $"?{query}&cursor={cursor}");
            Assert.Equal(200, status);
            answers.Add(answer);
            cursor = answer.TryGetProperty("cursor", out var next) ? next.GetString() : null;
            Assert.True(answers.Count < 1_000);
        }

        return answers;
    }

    private static IEnumerable<string?> Pushes(IEnumerable<JsonElement> answers) => answers.SelectMany(
        answer => answer.GetProperty("pushes").EnumerateArray().Select(push => push.GetProperty("pushId").GetString()));

    private Task<IResult> ReplayAsync(HttpRequest request) =>
        _pipeline.Bed.Get<ReplayDeadLettersHandler>().HandleAsync(request, CancellationToken.None);

    /// <summary>Lets each such look at a push take its time.</summary>
    private void SlowDown(string operation, TimeSpan time) => _pipeline.Bed.Pushes.After = what =>
    {
        if (what == operation) _pipeline.Bed.Time.Advance(time);
    };

    /// <summary>Dead letters of so many pushes that have ended, one each.</summary>
    private async Task AddLettersAsync(int pushes)
    {
        for (var no = 0; no < pushes; no++)
        {
            var push = Some.Draft;
            (push.PartitionKey, push.State) = (PushIds.Create(Some.App, "", $"event-{no}"), PushState.Finished);
            push.OpenRow = IndexRow.NewOpenKey(push.PushId, Some.Now);
            await _pipeline.Bed.Pushes.UpsertEntityAsync(push);
            var at = Some.Now.AddSeconds(no);
            var letter = new DeadLetterRow
            {
                PartitionKey = Some.App, RowKey = $"{NewestFirst.KeyOf(at)}|{push.PushId}|{LedgerKey.Parcel(0)}",
                At = at, App = Some.App, PushId = push.PushId, Count = 1, Dead = 1,
            };
            await _pipeline.Bed.DeadLetters.UpsertEntityAsync(letter);
            await _pipeline.Bed.DeadLetters.UpsertEntityAsync(
                letter.In(DeadLetterRow.PartitionOf(Some.App, push.PushId)));
        }
    }
}
