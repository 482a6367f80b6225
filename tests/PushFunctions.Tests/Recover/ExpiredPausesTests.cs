using PushFunctions.Budgets;
using PushFunctions.Control;
using PushFunctions.Status;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Recover;

/// <summary>Pushes whose time is over while they are paused.</summary>
public sealed class ExpiredPausesTests
{
    /// <summary>Two runs of the watchdog, and what follows them.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan AfterCrash = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(15);

    public static TheoryData<PausedWhen> All => new(Enum.GetValues<PausedWhen>());

    [Theory]
    [MemberData(nameof(All))]
    public async Task It_ends_when_its_time_is_over_and_not_before(PausedWhen when)
    {
        using var pipeline = await PausedPush.MakeAsync(when);
        var paused = await pipeline.LookAsync();
        Assert.Equal(PushState.Paused, paused.State);

        await pipeline.RunWatchedAsync(Soon);

        AssertExpired(pipeline, paused, await pipeline.LookAsync());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Whoever_dies_and_wherever_it_ends_with_the_same_counts(PausedWhen when)
    {
        for (var operation = 0; ; operation++)
        {
            using var pipeline = await PausedPush.MakeAsync(when);
            var paused = await pipeline.LookAsync();
            pipeline.KillAfter(operation);

            pipeline.Run(Soon);
            if (!pipeline.IsKilled) break;
            RunToTheEnd(pipeline);

            AssertExpired(pipeline, paused, await pipeline.LookAsync(), $"Killed at {operation}.");
        }
    }

    /// <param name="action">What is asked in between; null: another watchdog looks.</param>
    [Theory]
    [InlineData(PausedWhen.InTheMiddleOfFeeding, null)]
    [InlineData(PausedWhen.InTheMiddleOfFeeding, ControlAction.Pause)]
    [InlineData(PausedWhen.InTheMiddleOfFeeding, ControlAction.Resume)]
    [InlineData(PausedWhen.InTheMiddleOfFeeding, ControlAction.Cancel)]
    [InlineData(PausedWhen.TriesWerePlanned, null)]
    [InlineData(PausedWhen.TriesWerePlanned, ControlAction.Pause)]
    [InlineData(PausedWhen.TriesWerePlanned, ControlAction.Resume)]
    [InlineData(PausedWhen.TriesWerePlanned, ControlAction.Cancel)]
    [InlineData(PausedWhen.SingleUsersWereDue, null)]
    [InlineData(PausedWhen.SingleUsersWereDue, ControlAction.Pause)]
    [InlineData(PausedWhen.SingleUsersWereDue, ControlAction.Resume)]
    [InlineData(PausedWhen.SingleUsersWereDue, ControlAction.Cancel)]
    public async Task Whoever_comes_in_between_all_are_counted_once_and_nobody_is_called(
        PausedWhen when, ControlAction? action)
    {
        for (var operation = 0; ; operation++)
        {
            using var pipeline = await PausedPush.MakeAsync(when);
            var paused = await pipeline.LookAsync();
            pipeline.InterruptAt(
                operation, () => action is { } asked ? pipeline.DoAsync(asked) : pipeline.WatchAsync());

            pipeline.Run(Soon);
            if (pipeline.IsToBeInterrupted) break;
            RunToTheEnd(pipeline);

            var end = await pipeline.LookAsync();
            var why = $"Interrupted at {operation}: {end.State}, {end.Counts}.";
            Assert.True(pipeline.Push.HasEnded, why);
            var left = end.Counts.Expired + end.Counts.Cancelled;
            Assert.True((paused.Counts.Accepted, end.Targets) == (end.Counts.Accepted, end.Counts.Accepted + left), why);
            Assert.True(action == ControlAction.Cancel || end.Counts.Cancelled == 0, why);
            Assert.Equal(paused.Calls, end.Calls);
            Assert.False(IsOpen(pipeline));
        }
    }

    [Fact]
    public async Task Whose_call_was_in_the_air_when_its_process_died_is_unknown()
    {
        using var pipeline = new MemoryPipeline();
        await pipeline.AcceptAsync(1_000, push => push.ExpiresAt = Some.Now.AddMinutes(1));
        pipeline.InTheAir = async () =>
        {
            pipeline.InTheAir = null;
            await pipeline.DoAsync(ControlAction.Pause);
            pipeline.KillAfter(0);
        };
        pipeline.Run(TimeSpan.FromMinutes(1));

        await pipeline.RunWatchedAsync(2 * Soon);

        var (end, told) = (await pipeline.LookAsync(), pipeline.Told.Count);
        Assert.Equal(400, told);
        Assert.Equal((PushState.Finished, told, 1_000 - told), (end.State, end.Counts.Unknown, end.Counts.Expired));
        Assert.False(IsOpen(pipeline));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_push_in_time_rests_on_and_costs_no_write(bool expires)
    {
        using var pipeline = new MemoryPipeline();
        await pipeline.AcceptAsync(1_000, push => push.ExpiresAt = expires ? Some.Now.AddDays(1) : null);
        pipeline.Ask(ControlAction.Pause);
        pipeline.Run(TimeSpan.FromMinutes(1));
        var (writes, puts) = (pipeline.Bed.Pushes.Writes, pipeline.Bed.Dispatch.Puts.Count);

        pipeline.Run(TimeSpan.FromMinutes(10));

        Assert.Equal((writes, puts), (pipeline.Bed.Pushes.Writes, pipeline.Bed.Dispatch.Puts.Count));
        pipeline.Ask(ControlAction.Resume);
        pipeline.Run(TimeSpan.FromMinutes(1));
        Assert.Equal(1_000, (await pipeline.LookAsync()).Counts.Accepted);
    }

    [Fact]
    public async Task What_expired_takes_no_place_among_the_calls_of_others()
    {
        using var pipeline = await PausedPush.MakeAsync(PausedWhen.UsersWereDue);
        var puts = pipeline.Bed.Delivery.Puts.Count;
        var fed = Feed(pipeline);

        pipeline.Run(Soon);

        Assert.Equal((puts, fed), (pipeline.Bed.Delivery.Puts.Count, Feed(pipeline)));
        Assert.Contains(
            "100 users are not tried again: their time is over",
            (await pipeline.LookAsync()).Timeline.Select(entry => entry.What));
    }

    private static void RunToTheEnd(MemoryPipeline pipeline)
    {
        for (var end = pipeline.Bed.Time.Now + AfterCrash; pipeline.Bed.Time.Now < end && IsOpen(pipeline);)
            pipeline.Run(Moment);
    }

    private static bool IsOpen(MemoryPipeline pipeline) => pipeline.Bed.Index.FindAll<IndexRow>("").Any(
        row => row.PartitionKey is IndexRow.Open or IndexRow.Held
            || row.PartitionKey.StartsWith(IndexRow.DuePrefix, StringComparison.Ordinal));

    private static DateTimeOffset Feed(MemoryPipeline pipeline) =>
        pipeline.Bed.Budgets.FindAll<BudgetRow>("").Max(row => row.Feed);

    private static void AssertExpired(MemoryPipeline pipeline, PushView paused, PushView end, string why = "")
    {
        var (before, after) = (paused.Counts, end.Counts);
        Assert.True(
            end is { State: PushState.Finished, PossiblyTwice: 0 }
            && after == before with { Expired = end.Targets - before.Accepted, Pending = 0, Retrying = 0 },
            $"{why} {end.State}, {before}, then {after}, {end.PossiblyTwice} possibly twice.");
        Assert.Equal(paused.Calls, end.Calls);
        Assert.True(pipeline.LastCall is null || pipeline.LastCall < pipeline.Push.ExpiresAt);
        Assert.Contains("expired while it was paused", end.Timeline.Select(entry => entry.What));
        Assert.False(IsOpen(pipeline));
    }
}
