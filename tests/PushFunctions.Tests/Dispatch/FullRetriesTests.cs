using AgoraChat.Push;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Dispatch;

/// <summary>How full the calls of second tries are, while a broadcast of 1,200 calls a minute goes on.</summary>
public sealed class FullRetriesTests : IDisposable
{
    private const int OneIn = 50;

    /// <summary>Two buckets of the default schedule.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    /// <summary>Messages are seen a second late here.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(3);

    private readonly MemoryPipeline _pipeline = new();
    private readonly Dictionary<string, DateTimeOffset> _due = [];
    private readonly List<TimeSpan> _waits = [];

    public FullRetriesTests() => _pipeline.FarSide = (user, before) =>
    {
        var now = _pipeline.Bed.Time.Now;
        if (before == 1) _waits.Add(now - _due[user]);
        if (before > 0 || !FailsOnce(user)) return PushStatus.Success;
        _due[user] = _pipeline.Bed.Schedule.DueAfter(Some.PushId, round: 0, failedTries: 1, now);
        return PushStatus.Error;
    };

    public void Dispose() => _pipeline.Dispose();

    [Theory]
    [InlineData(100_000)]
    [InlineData(50_000, 20_000, 30_000)]
    public async Task Nearly_all_are_full_and_nobody_waits_for_more_than_two_buckets(params int[] groups)
    {
        var users = groups.Sum();
        using var repairs = new CountedRepairs(_pipeline.Bed);
        await _pipeline.AcceptAsync(users, push => push.Groups = Some.Bytes(Some.Layout(groups).Groups));

        _pipeline.Run(TimeSpan.FromMinutes(4));

        var end = await _pipeline.LookAsync();
        var failing = users / OneIn;
        Assert.Equal((PushState.Finished, users), (end.State, end.Counts.Accepted));
        Assert.Equal(users + failing, _pipeline.Told.Values.Sum());
        // Of a million there may be 210 where 200 are needed.
        Assert.InRange(end.Calls - users / 100, failing / 100, failing / 100 + groups.Length);
        Assert.All(_waits, wait => Assert.InRange(wait, TimeSpan.Zero, LongestWait + Late));
        Assert.Empty(repairs.All);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1_000)]
    [InlineData(20_000)]
    public async Task The_last_of_a_push_do_not_wait(int users)
    {
        await _pipeline.AcceptAsync(users);

        _pipeline.Run(TimeSpan.FromMinutes(2));

        Assert.Equal(users, (await _pipeline.LookAsync()).Counts.Accepted);
        Assert.InRange(_pipeline.LastCall!.Value - _due.Values.Max(), TimeSpan.Zero, Late);
    }

    [Fact]
    public async Task Nobody_expires_for_waiting()
    {
        await _pipeline.AcceptAsync(40_000, push => push.ExpiresAt = _pipeline.Bed.Time.Now.AddSeconds(50));

        _pipeline.Run(TimeSpan.FromMinutes(3));

        var end = await _pipeline.LookAsync();
        var dueInTime = _due.Values.Count(due => due < Some.Now.AddSeconds(47));
        Assert.InRange(_waits.Count, dueInTime, _due.Count);
        Assert.Equal((PushState.Finished, 40_000 - _due.Count + _waits.Count), (end.State, end.Counts.Accepted));
    }

    [Fact]
    public async Task Whoever_dies_and_wherever_nobody_who_waits_is_lost()
    {
        for (var operation = 0; ; operation += 61)
        {
            using var pipeline = new MemoryPipeline
            {
                FarSide = (user, before) => before == 0 && FailsOnce(user) ? PushStatus.Error : PushStatus.Success,
            };
            await pipeline.AcceptAsync(30_000);
            pipeline.Run(TimeSpan.FromSeconds(25));
            pipeline.KillAfter(operation);

            pipeline.Run(TimeSpan.FromMinutes(4));

            var end = await pipeline.LookAsync();
            var told = pipeline.Told.Values.Sum();
            Assert.True(
                end is { State: PushState.Finished, Counts.Accepted: 30_000 } && (told == 30_600 || end.PossiblyTwice > 0),
                $"Killed at {operation}: {end.State}, {end.Counts}, {told} told, {end.PossiblyTwice} possibly twice.");
            Assert.Empty(pipeline.Bed.Index.FindAll<IndexRow>(IndexRow.DuePrefix));
            if (!pipeline.IsKilled) break;
        }
    }

    private static bool FailsOnce(string user) => int.Parse(user.AsSpan(4)) % OneIn == 25;
}
