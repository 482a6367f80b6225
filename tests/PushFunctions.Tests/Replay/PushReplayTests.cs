using AgoraChat.Push;
using PushFunctions.Control;
using PushFunctions.Dispatch;
using PushFunctions.Listing;
using PushFunctions.Replay;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Replay;

/// <summary>Pushes that have ended and are sent again to those who were given up.</summary>
public sealed class PushReplayTests : IDisposable
{
    /// <summary>The default schedule and a little more.</summary>
    private static readonly TimeSpan AllTries = TimeSpan.FromHours(9);

    private readonly MemoryPipeline _pipeline = new();

    public void Dispose() => _pipeline.Dispose();

    /// <summary>A push of one parcel; of several, some of whom die in retry parcels; of two segments of the ledger.</summary>
    [Theory]
    [InlineData(8)]
    [InlineData(60)]
    [InlineData(1_000)]
    [InlineData(45_000)]
    public async Task Those_who_are_dead_are_told_once_and_nobody_else_is(int users)
    {
        var dead = await LetDieAsync(_pipeline, users);
        var told = _pipeline.Told.ToDictionary();
        _pipeline.FarSide = (_, _) => PushStatus.Success;

        Assert.Equal(new ReplayResult.Found(dead, 1), await ReplayAsync());
        _pipeline.Run(TimeSpan.FromMinutes(10));

        var end = await _pipeline.LookAsync();
        Assert.Equal((PushState.Finished, users, 0), (end.State, end.Counts.Accepted, end.Counts.Dead));
        Assert.Equal(dead, _pipeline.Told.Values.Sum() - told.Values.Sum());
        Assert.All(_pipeline.Told, user => Assert.Equal(told[user.Key] + (IsDoomed(user.Key) ? 1 : 0), user.Value));
        Assert.Empty(_pipeline.Bed.DeadLetters.FindAll<DeadLetterRow>(""));
        Assert.Empty(_pipeline.Bed.Index.FindAll<IndexRow>(IndexRow.Open));
        var listed = Assert.Single(_pipeline.Bed.Listing.FindAll<ListingRow>(""));
        Assert.Equal(PushState.Finished, listed.State);
        Assert.Contains(end.Timeline, entry => entry.What == $"replay 1: {dead} users are to be sent to again");
    }

    /// <summary>Refused by the word of the far side, but it had the call.</summary>
    [Fact]
    public async Task Those_whose_refused_call_may_have_been_taken_count_as_possibly_told_twice()
    {
        using var pipeline = new MemoryPipeline { MakesCalls = true };
        var isMended = false;
        pipeline.Bed.FarSide.Answer = _ => isMended ? null : FarSide.Refusal(501, "no", "Not implemented.");
        await pipeline.AcceptAsync(3);
        pipeline.Run(TimeSpan.FromMinutes(1));
        var refused = await pipeline.LookAsync();
        Assert.Equal((PushState.Finished, 3, 0), (refused.State, refused.Counts.Failed, refused.PossiblyTwice));
        isMended = true;

        await pipeline.Bed.Get<PushReplay>().ReplayAsync(
            Some.PushId, new(new ReplayFilter { Ends = [ReplayEnd.Failed] }), onlyCount: false, CancellationToken.None);
        pipeline.Run(TimeSpan.FromMinutes(2));

        var ended = await pipeline.LookAsync();
        Assert.Equal((PushState.Finished, 3, 3), (ended.State, ended.Counts.Accepted, ended.PossiblyTwice));
    }

    [Fact]
    public async Task Who_dies_again_is_dead_after_a_schedule_of_its_own_and_is_replayed_again()
    {
        await LetDieAsync(_pipeline, 500);
        await ReplayAsync();
        _pipeline.Run(AllTries);

        var end = await _pipeline.LookAsync();
        Assert.Equal((PushState.Finished, 450, 50), (end.State, end.Counts.Accepted, end.Counts.Dead));
        Assert.All(_pipeline.Told, user => Assert.Equal(IsDoomed(user.Key) ? 12 : 1, user.Value));
        Assert.All(Letters(), letter => Assert.Equal(1, letter.Round));
        Assert.Equal(50, Letters().Sum(letter => letter.Count));
        _pipeline.FarSide = (_, _) => PushStatus.Success;

        Assert.Equal(new ReplayResult.Found(50, 2), await ReplayAsync());
        _pipeline.Run(TimeSpan.FromMinutes(5));

        Assert.Equal(500, (await _pipeline.LookAsync()).Counts.Accepted);
        Assert.Empty(Letters());
        Assert.Equal(new ReplayResult.Found(0, null), await ReplayAsync());
        Assert.Equal(2, _pipeline.Push.Round);
    }

    [Fact]
    public async Task Counting_changes_nothing()
    {
        await LetDieAsync(_pipeline, 500);
        var before = _pipeline.Bed.Pushes.Writes + _pipeline.Bed.Index.Writes + _pipeline.Bed.DeadLetters.Writes;

        Assert.Equal(new ReplayResult.Found(50, null), await ReplayAsync(onlyCount: true));

        Assert.Equal(before, _pipeline.Bed.Pushes.Writes + _pipeline.Bed.Index.Writes + _pipeline.Bed.DeadLetters.Writes);
    }

    [Fact]
    public async Task While_one_runs_another_is_refused_and_counts_stay_exact()
    {
        await LetDieAsync(_pipeline, 45_000);
        await ReplayAsync();

        for (var second = 0; second < 20; second++)
        {
            Assert.Equal("push_running", Assert.IsType<ReplayResult.Refused>(await ReplayAsync()).Problem.Code);
            _pipeline.Run(TimeSpan.FromSeconds(1));
            var now = await _pipeline.LookAsync();
            Assert.Equal((PushState.Sending, 0), (now.State, now.Counts.Pending));
        }
    }

    [Fact]
    public async Task Only_those_who_are_named_are_replayed_and_the_others_stay_dead_letters()
    {
        await LetDieAsync(_pipeline, 500);
        _pipeline.FarSide = (_, _) => PushStatus.Success;

        var filter = new ReplayFilter { Ends = [ReplayEnd.Dead], Users = ["user000017", "user000018", "user000407"] };
        Assert.Equal(new ReplayResult.Found(2, 1), await ReplayAsync(request: new(filter)));
        _pipeline.Run(TimeSpan.FromMinutes(5));

        var end = await _pipeline.LookAsync();
        Assert.Equal((PushState.Finished, 452, 48), (end.State, end.Counts.Accepted, end.Counts.Dead));
        Assert.Equal(1, _pipeline.Told["user000018"]);
        Assert.Equal(48, Letters().Sum(letter => letter.Count));
        Assert.DoesNotContain("user000017", Letters().SelectMany(letter => letter.ReadUsers()));
    }

    [Fact]
    public async Task A_replay_that_is_paused_rests_and_one_that_is_cancelled_leaves_the_rest_dead()
    {
        _pipeline.FarSide = (_, _) => PushStatus.Error;
        await _pipeline.AcceptAsync(20_000);
        _pipeline.Run(AllTries);
        await ReplayAsync();
        _pipeline.Run(TimeSpan.FromSeconds(3));
        await ControlAsync(ControlAction.Pause);
        _pipeline.Run(TimeSpan.FromMinutes(1));
        var resting = await _pipeline.LookAsync();
        _pipeline.Run(TimeSpan.FromMinutes(5));
        Assert.Equal(resting.Counts, (await _pipeline.LookAsync()).Counts);
        Assert.InRange(resting.Counts.Dead, 1, 19_999);

        await ControlAsync(ControlAction.Resume);
        _pipeline.Run(TimeSpan.FromSeconds(3));
        await ControlAsync(ControlAction.Cancel);
        _pipeline.Run(TimeSpan.FromMinutes(1));

        var end = await _pipeline.LookAsync();
        Assert.True(_pipeline.Push.HasEnded);
        Assert.Equal((PushState.Cancelled, 20_000), (end.State, end.Counts.Dead + end.Counts.Cancelled));
        Assert.InRange(end.Counts.Dead, 1, resting.Counts.Dead);
        Assert.Equal("push_cancelled", Assert.IsType<ReplayResult.Refused>(await ReplayAsync()).Problem.Code);
    }

    [Fact]
    public async Task An_expired_push_is_replayed_only_with_another_end()
    {
        _pipeline.FarSide = (_, _) => PushStatus.Error;
        var end = _pipeline.Bed.Time.Now + AllTries;
        await _pipeline.AcceptAsync(60, push => push.ExpiresAt = end);
        _pipeline.Run(AllTries + TimeSpan.FromMinutes(1));
        _pipeline.FarSide = (_, _) => PushStatus.Success;

        Assert.Equal("push_expired", Assert.IsType<ReplayResult.Refused>(await ReplayAsync()).Problem.Code);
        var later = _pipeline.Bed.Time.Now.AddHours(1);
        Assert.Equal(new ReplayResult.Found(60, 1), await ReplayAsync(request: ReplayRequest.OfDead with { ExpiresAt = later }));
        _pipeline.Run(TimeSpan.FromMinutes(5));

        Assert.Equal(60, (await _pipeline.LookAsync()).Counts.Accepted);
        Assert.Equal((end, later), (_pipeline.Push.FirstExpiresAt, _pipeline.Push.ExpiresAt));
    }

    [Fact]
    public async Task Who_is_sent_to_again_without_knowing_of_the_call_before_is_possibly_told_twice()
    {
        _pipeline.FarSide = (user, _) => IsDoomed(user) ? PushStatus.Missing : PushStatus.Success;
        await _pipeline.AcceptAsync(500);
        _pipeline.Run(AllTries);
        Assert.Equal(50, (await _pipeline.LookAsync()).PossiblyTwice);
        _pipeline.FarSide = (_, _) => PushStatus.Success;

        await ReplayAsync();
        _pipeline.Run(TimeSpan.FromMinutes(5));

        Assert.Equal(50, (await _pipeline.LookAsync()).PossiblyTwice);
    }

    [Fact]
    public async Task A_push_that_is_replayed_keeps_its_place_in_lists_and_is_there_once_as_it_is()
    {
        await LetDieAsync(_pipeline, 45_000);
        await ReplayAsync();
        _pipeline.Run(TimeSpan.FromSeconds(2));

        var (running, cursor) = await ListAsync(null, "");
        Assert.Equal([PushState.Sending], running);
        Assert.Empty((await ListAsync(null, cursor)).States);
        Assert.Equal([PushState.Sending], (await ListAsync(PushState.Sending, "")).States);
        Assert.Empty((await ListAsync(PushState.Finished, "")).States);

        _pipeline.FarSide = (_, _) => PushStatus.Success;
        _pipeline.Run(AllTries);
        Assert.Equal([PushState.Finished], (await ListAsync(null, "")).States);
        Assert.Equal([PushState.Finished], (await ListAsync(PushState.Finished, "")).States);
    }

    /// <summary>Who still ends the round before, late, neither hides the push from the watchdog nor from lists.</summary>
    [Fact]
    public async Task An_end_that_comes_late_takes_nothing_from_the_replay()
    {
        await LetDieAsync(_pipeline, 500);
        var ended = _pipeline.Push;
        _pipeline.FarSide = (_, _) => PushStatus.Success;
        await ReplayAsync();

        await _pipeline.Bed.Get<PushEnd>().CompleteAsync(ended, CancellationToken.None);

        Assert.Equal(_pipeline.Push.OpenKey, Assert.Single(_pipeline.Bed.Index.FindAll<IndexRow>(IndexRow.Open)).RowKey);
        _pipeline.Run(TimeSpan.FromMinutes(5));
        Assert.Equal(500, (await _pipeline.LookAsync()).Counts.Accepted);
    }

    [Fact]
    public async Task Nor_does_it_hide_that_the_replay_runs_or_is_paused()
    {
        await LetDieAsync(_pipeline, 45_000);
        var ended = _pipeline.Push;
        ended.IsHeld = true;
        await _pipeline.Bed.Pushes.UpsertEntityAsync(ended);
        await ReplayAsync();
        Assert.False(_pipeline.Push.IsHeld);
        _pipeline.Run(TimeSpan.FromSeconds(3));
        await ControlAsync(ControlAction.Pause);

        await _pipeline.Bed.Get<PushEnd>().CompleteAsync(ended, CancellationToken.None);

        Assert.Equal(PushState.Paused, Assert.Single(_pipeline.Bed.Listing.FindAll<ListingRow>("")).State);
        Assert.NotNull(_pipeline.Bed.Index.Find<IndexRow>(IndexRow.Held, Some.PushId));
    }

    [Fact]
    public async Task Since_when_nothing_could_be_sent_is_forgotten()
    {
        await LetDieAsync(_pipeline, 60);
        var ended = _pipeline.Push;
        ended.BeginThrottled(_pipeline.Bed.Time.Now, _pipeline.Bed.Time.Now.AddHours(-2));
        await _pipeline.Bed.Pushes.UpsertEntityAsync(ended);

        await ReplayAsync();

        var running = await _pipeline.LookAsync();
        Assert.Equal((PushState.Sending, null), (running.State, running.Reason));
    }

    [Fact]
    public async Task A_plan_that_is_carried_out_is_not_written_again()
    {
        _pipeline.FarSide = (_, _) => PushStatus.Error;
        await _pipeline.AcceptAsync(45_000);
        _pipeline.Run(AllTries);
        await ReplayAsync();
        _pipeline.Run(TimeSpan.FromSeconds(1.5));
        var planned = _pipeline.Bed.Pushes.FindAll<ParcelRow>(Some.PushId)
            .Where(row => row is { IsReplay: true, State: ParcelState.Planned }).ToDictionary(row => row.RowKey);
        Assert.InRange(planned.Count, 2, int.MaxValue);
        var put = _pipeline.Bed.Delivery.Puts.Select(Read).Where(parcel => planned.ContainsKey(parcel.Row)).ToList();
        Assert.All(put, parcel => Assert.True(planned[parcel.Row].Until >= parcel.Due + RetryPlans.PickUpWithin));
        var reads = 0;
        var before = _pipeline.Bed.Pushes.Before!;
        _pipeline.Bed.Pushes.Before = operation =>
        {
            reads++;
            before(operation);
        };
        var writes = _pipeline.Bed.Pushes.Writes + _pipeline.Bed.DeadLetters.Writes;

        await _pipeline.Bed.Get<RetryPlans>().CompleteAsync(_pipeline.Push, CancellationToken.None);

        Assert.Equal(writes, _pipeline.Bed.Pushes.Writes + _pipeline.Bed.DeadLetters.Writes);
        var sources = planned.Values.DistinctBy(row => row.PlanFirst).Sum(row => row.ReadSources().Count);
        Assert.InRange(reads, sources, sources + 3 * planned.Count);

        static Parcel Read(QueuePut message)
        {
            Assert.True(QueueText.TryReadParcel(message.Text, out var parcel, out _));
            return parcel;
        }
    }

    /// <summary>The next round has another open row: the watchdog would take this one for an orphan.</summary>
    [Fact]
    public async Task An_end_that_nobody_has_told_of_is_told_before_the_replay()
    {
        using var pipeline = new MemoryPipeline(Ops.Settings("push.finished"));
        await LetDieAsync(pipeline, 40);
        await pipeline.Bed.Index.UpsertEntityAsync(IndexRow.ForOpen(pipeline.Push));
        var before = pipeline.Bed.Callbacks.Puts.Count;

        await ReplayAsync(pipeline);

        Assert.Contains(
            $"push-finished-{Some.PushId}-0", Assert.Single(pipeline.Bed.Callbacks.Puts.Skip(before)).Text, StringComparison.Ordinal);
        Assert.Equal(
            pipeline.Push.OpenKey, Assert.Single(pipeline.Bed.Index.FindAll<IndexRow>(IndexRow.Open)).RowKey);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(500)]
    public async Task Whoever_dies_and_wherever_a_replay_is_whole_or_has_not_begun(int users)
    {
        for (var (operation, wasKilled) = (0, true); wasKilled; operation++)
        {
            using var pipeline = Hasty();
            var dead = await LetDieAsync(pipeline, users, TimeSpan.FromMinutes(1));
            var told = pipeline.Told.Values.Sum();
            pipeline.FarSide = (_, _) => PushStatus.Success;
            pipeline.KillAfter(operation);

            var hasBegun = pipeline.LetDie(() => ReplayAsync(pipeline));
            pipeline.Run(TimeSpan.FromSeconds(20));
            wasKilled = pipeline.IsKilled;
            // Whoever asks again is told that it runs, or that nobody is left, or it begins.
            if (!hasBegun) pipeline.LetDie(() => ReplayAsync(pipeline));
            pipeline.Run(TimeSpan.FromMinutes(3));

            var end = await pipeline.LookAsync();
            var more = pipeline.Told.Values.Sum() - told;
            Assert.True(
                end.State == PushState.Finished && end.Counts.Accepted == users && (more == dead || end.PossiblyTwice > 0),
                $"Killed at {operation}: {end.State}, {end.Counts}, {more} calls for {dead}, {end.PossiblyTwice} possibly twice.");
            Assert.Equal(1, pipeline.Push.Round);
            Assert.Empty(pipeline.Bed.DeadLetters.FindAll<DeadLetterRow>(""));
            Assert.Empty(pipeline.Bed.Index.FindAll<IndexRow>(IndexRow.Open));
            Assert.Equal(PushState.Finished, Assert.Single(pipeline.Bed.Listing.FindAll<ListingRow>("")).State);
        }
    }

    [Theory]
    [InlineData(40)]
    [InlineData(300)]
    public async Task Whoever_dies_and_wherever_the_dead_are_dead_letters_once(int users)
    {
        for (var (operation, wasKilled) = (0, true); wasKilled; operation++)
        {
            using var pipeline = Hasty();
            pipeline.FarSide = (user, _) => IsDoomed(user) ? PushStatus.Error : PushStatus.Success;
            await pipeline.AcceptAsync(users);
            pipeline.KillAfter(operation);
            pipeline.Run(TimeSpan.FromSeconds(40));
            wasKilled = pipeline.IsKilled;
            pipeline.Run(TimeSpan.FromMinutes(3));

            var end = await pipeline.LookAsync();
            var letters = Letters(pipeline);
            Assert.Equal((PushState.Finished, users / 10), (end.State, end.Counts.Dead));
            Assert.Equal(users / 10, letters.Sum(letter => letter.Count));
            Assert.Equal(users / 10, letters.SelectMany(letter => letter.ReadUsers()).Distinct().Count());
        }
    }

    /// <summary>A second try after 5 s is the last.</summary>
    private static MemoryPipeline Hasty() => new(("Retry:Delays:0", "00:00:05"));

    private static bool IsDoomed(string user) => user.EndsWith('7');

    /// <summary>Lets every tenth user die.</summary>
    private static async Task<int> LetDieAsync(MemoryPipeline pipeline, int users, TimeSpan? time = null)
    {
        pipeline.FarSide = (user, _) => IsDoomed(user) ? PushStatus.Error : PushStatus.Success;
        await pipeline.AcceptAsync(users);
        pipeline.Run(time ?? AllTries);
        var end = await pipeline.LookAsync();
        var dead = Some.Users(users).Count(IsDoomed);
        Assert.Equal((PushState.Finished, dead), (end.State, end.Counts.Dead));
        Assert.Equal(dead, Letters(pipeline).Sum(letter => letter.Count));
        return dead;
    }

    private IReadOnlyList<DeadLetterRow> Letters() => Letters(_pipeline);

    private static IReadOnlyList<DeadLetterRow> Letters(MemoryPipeline pipeline) =>
        [.. pipeline.Bed.DeadLetters.FindAll<DeadLetterRow>(Some.App).Where(row => row.PartitionKey == Some.App)];

    private Task<ReplayResult> ReplayAsync(bool onlyCount = false, ReplayRequest? request = null) =>
        ReplayAsync(_pipeline, onlyCount, request);

    private static async Task<ReplayResult> ReplayAsync(
        MemoryPipeline pipeline, bool onlyCount = false, ReplayRequest? request = null) =>
        await pipeline.Bed.Time.RunAsync(pipeline.Bed.Get<PushReplay>().ReplayAsync(
            Some.PushId, request ?? ReplayRequest.OfDead, onlyCount, CancellationToken.None));

    /// <summary>The states of the pushes on a page, and a cursor's place behind the last of them.</summary>
    private async Task<(IReadOnlyList<PushState> States, string Place)> ListAsync(PushState? state, string place)
    {
        var query = new ListQuery(Some.App, state, Type: null, Limit: 50, ListPlace.Parse(place));
        var page = await _pipeline.Bed.Time.RunAsync(
            _pipeline.Bed.Get<PushList>().ReadAsync(query, CancellationToken.None));
        return ([.. page.Pushes.Select(push => push.State)], $"{_pipeline.Push.OpenRow}~1");
    }

    private Task ControlAsync(ControlAction action) =>
        _pipeline.Bed.Get<PushControl>().DoAsync(Some.PushId, action, CancellationToken.None);
}
