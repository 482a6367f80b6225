using PushFunctions.Control;
using PushFunctions.Dispatch;
using PushFunctions.Replay;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Deliver;

/// <summary>Pushes whose calls are only refused as too fast.</summary>
public sealed class ThrottledPushTests : IDisposable
{
    // Held for a short time, so that the watchdog has its turns between.
    private readonly MemoryPipeline _pipeline =
        new(("Stalled__After", "00:01:00"), ("Stalled__GiveUpAfter", "00:05:00"), ("Delivery__HoldAtMost", "00:00:15"))
        {
            MakesCalls = true,
        };

    private bool _isThrottled = true;

    public ThrottledPushTests() => FarSide.Answer = _ =>
    {
        if (!_isThrottled) return null;
        var refusal = FarSide.Refusal(429, "reach_limit", "This request has reached API limit.");
        refusal.Headers.RetryAfter = new(TimeSpan.FromSeconds(20));
        return refusal;
    };

    private FarSide FarSide => _pipeline.Bed.FarSide;

    public void Dispose() => _pipeline.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(250)]
    public async Task It_is_shown_as_stalled_after_a_while_and_goes_on_by_itself(int users)
    {
        await _pipeline.AcceptAsync(users);
        _pipeline.Run(TimeSpan.FromSeconds(45));
        Assert.NotEqual(PushState.Stalled, (await _pipeline.LookAsync()).State);

        _pipeline.Run(TimeSpan.FromSeconds(60));
        var stalled = await _pipeline.LookAsync();

        Assert.Equal(PushState.Stalled, stalled.State);
        Assert.StartsWith("Nothing could be sent since 2026-11-20T08:00:", stalled.Reason, StringComparison.Ordinal);
        Assert.Equal(users, stalled.Counts.Pending);
        Assert.Null(_pipeline.Bed.Index.Find<IndexRow>(IndexRow.Held, Some.PushId));

        _isThrottled = false;
        _pipeline.Run(TimeSpan.FromSeconds(90));

        var finished = await _pipeline.LookAsync();
        Assert.Equal((PushState.Finished, users, 0), (finished.State, finished.Counts.Accepted, finished.PossiblyTwice));
        Assert.Null(finished.Reason);
        Assert.Equal(
            ["stalled", "sending"], finished.Timeline.Select(entry => entry.What)
                .SkipWhile(what => what != "stalled").Where(what => what is "stalled" or "sending").Take(2));
    }

    /// <summary>Each of its messages waits for the time that the far side has named.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(250)]
    public async Task While_it_is_held_back_nothing_is_put_again(int users)
    {
        using var repairs = new CountedRepairs(_pipeline.Bed);
        await _pipeline.AcceptAsync(users);

        _pipeline.Run(TimeSpan.FromMinutes(4));

        // Steps are late here while a parcel is held: one thing is done at a time.
        Assert.DoesNotContain(repairs.All, repair => !repair.StartsWith("step:", StringComparison.Ordinal));
        // A look every 15 s at most, of one parcel.
        Assert.InRange(_pipeline.Bed.Delivery.Puts.Count, 1, 4 * 4 + 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(250)]
    public async Task Its_users_are_given_up_in_the_end(int users)
    {
        await _pipeline.AcceptAsync(users);

        _pipeline.Run(TimeSpan.FromSeconds(420));

        var ended = await _pipeline.LookAsync();
        Assert.Equal((PushState.Finished, users), (ended.State, ended.Counts.Dead));
        Assert.Matches("^Nothing could be sent since [^ ]+: all calls were too fast for the push service.$", ended.Reason);
        var letter = Assert.Single(_pipeline.Bed.DeadLetters.FindAll<DeadLetterRow>(DeadLetterRow.PartitionOf(Some.App, Some.PushId)));
        Assert.Matches(
            "THROTTLED Nothing could be sent since [^ ]+: all calls were too fast for the push service. It is given up.",
            letter.Reason);
        Assert.Equal(users, letter.Count);
    }

    [Fact]
    public async Task So_is_one_whose_second_tries_are_too_fast()
    {
        var calls = 0;
        var throttle = FarSide.Answer;
        FarSide.Answer = users => ++calls == 1 ? FarSide.Refusal(408, "timeout", "Send again.") : throttle(users);
        await _pipeline.AcceptAsync(3);

        _pipeline.Run(TimeSpan.FromMinutes(3));
        var stalled = await _pipeline.LookAsync();
        Assert.Equal((PushState.Stalled, 3), (stalled.State, stalled.Counts.Retrying));

        _isThrottled = false;
        _pipeline.Run(TimeSpan.FromMinutes(2));
        var finished = await _pipeline.LookAsync();
        Assert.Equal((PushState.Finished, 3), (finished.State, finished.Counts.Accepted));
    }

    [Fact]
    public async Task Or_have_expired_if_that_is_sooner()
    {
        await _pipeline.AcceptAsync(250, push => push.ExpiresAt = _pipeline.Bed.Time.Now.AddMinutes(2));

        _pipeline.Run(TimeSpan.FromMinutes(3));

        var ended = await _pipeline.LookAsync();
        Assert.Equal((PushState.Finished, 250), (ended.State, ended.Counts.Expired));
    }

    [Fact]
    public async Task Whom_no_step_has_fed_is_given_up_together()
    {
        await _pipeline.AcceptAsync(250, push => push.BeginThrottled(Some.Now, Some.Now.AddHours(-1)));

        _pipeline.Run(TimeSpan.FromSeconds(20));

        var ended = await _pipeline.LookAsync();
        Assert.Equal((PushState.Finished, 250, 0), (ended.State, ended.Counts.Dead, ended.Calls));
        var letter = Assert.Single(_pipeline.Bed.DeadLetters.FindAll<DeadLetterRow>(DeadLetterRow.PartitionOf(Some.App, Some.PushId)));
        Assert.Equal((250, 250), (letter.Count, letter.Dead));
        Assert.Equal(UserOutcome.Dead, UserEntry.OfUnfed(_pipeline.Push)!.Outcome);
        Assert.Empty(FarSide.Calls);
    }

    [Fact]
    public async Task And_is_fed_when_it_is_replayed()
    {
        await _pipeline.AcceptAsync(250, push => push.BeginThrottled(Some.Now, Some.Now.AddHours(-1)));
        _pipeline.Run(TimeSpan.FromSeconds(20));
        _isThrottled = false;

        var found = await _pipeline.Bed.Get<PushReplay>().ReplayAsync(
            Some.PushId, ReplayRequest.OfDeadLetters, onlyCount: false, CancellationToken.None);
        Assert.Equal(new ReplayResult.Found(250, 1), found);
        Assert.Equal(250, (await _pipeline.LookAsync()).Counts.Pending);
        _pipeline.Run(TimeSpan.FromMinutes(2));

        var ended = await _pipeline.LookAsync();
        Assert.Equal((PushState.Finished, 250, 3, null), (ended.State, ended.Counts.Accepted, ended.Calls, ended.Reason));
        Assert.Empty(_pipeline.Bed.DeadLetters.FindAll<DeadLetterRow>(""));
    }

    /// <summary>A weekend in which the app was stopped is no time in which nothing could be sent.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(250)]
    public async Task Time_in_which_nobody_tried_does_not_count(int users)
    {
        await _pipeline.AcceptAsync(users);
        _pipeline.Run(TimeSpan.FromSeconds(45));
        _pipeline.Bed.Time.Advance(TimeSpan.FromDays(2));
        _isThrottled = false;

        _pipeline.Run(TimeSpan.FromMinutes(3));

        var finished = await _pipeline.LookAsync();
        Assert.Equal((PushState.Finished, users), (finished.State, finished.Counts.Accepted));
    }

    [Fact]
    public async Task Nor_for_whom_no_step_has_fed()
    {
        await _pipeline.AcceptAsync(250, push => push.BeginThrottled(Some.Now, Some.Now));
        _pipeline.Bed.Time.Advance(TimeSpan.FromDays(2));
        _isThrottled = false;

        _pipeline.Run(TimeSpan.FromMinutes(2));

        var finished = await _pipeline.LookAsync();
        Assert.Equal((PushState.Finished, 250, null), (finished.State, finished.Counts.Accepted, finished.Reason));
    }

    [Fact]
    public async Task Nor_does_it_while_calls_are_still_too_fast()
    {
        await _pipeline.AcceptAsync(250);
        _pipeline.Run(TimeSpan.FromSeconds(45));
        _pipeline.Bed.Time.Advance(TimeSpan.FromDays(2));

        _pipeline.Run(TimeSpan.FromMinutes(3));

        Assert.Equal(0, (await _pipeline.LookAsync()).Counts.Dead);
        _pipeline.Run(TimeSpan.FromMinutes(6));
        Assert.Equal(250, (await _pipeline.LookAsync()).Counts.Dead);
    }

    /// <summary>The watchdog looks every 15 s; a step may be sooner.</summary>
    [Fact]
    public async Task One_of_which_a_call_was_taken_just_now_is_fed_on()
    {
        var push = Some.Push(250);
        (push.Mark, push.NextBatch) = (0, 1);
        push.BeginThrottled(Some.Now, Some.Now.AddHours(-1));
        push.StepDue = Some.Now;
        var cut = _pipeline.Bed.Get<EarlyEnd>();
        Assert.True(await cut.IsDueAsync(push, CancellationToken.None));
        var held = await _pipeline.Bed.HoldAsync(Some.Parcel(100));
        held.EndThrottled();
        await held.ProlongAsync();

        Assert.False(await cut.IsDueAsync(push, CancellationToken.None));
        Assert.Null(push.ThrottledSince);
    }

    [Fact]
    public async Task A_parcel_whose_holder_died_before_the_push_rested_begins_anew()
    {
        var parcel = Some.Parcel(3);
        var held = await _pipeline.Bed.HoldAsync(parcel);
        held.BeginThrottled();
        await held.ProlongAsync();
        _pipeline.Bed.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull((await _pipeline.Bed.HoldAsync(parcel)).ThrottledSince);
        _pipeline.Bed.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Null((await _pipeline.Bed.HoldAsync(parcel)).ThrottledSince);
    }

    /// <summary>A day of rest is no day in which nothing could be sent.</summary>
    [Fact]
    public async Task A_parcel_that_rested_begins_anew()
    {
        var push = Some.Push(3);
        (push.NextBatch, push.Step) = (1, 1);
        await _pipeline.Bed.Pushes.AddEntityAsync(push);
        _pipeline.Bed.Users.Put(push.Blob!, "user000000\nuser000001\nuser000002\n"u8.ToArray());
        var parcel = Some.Parcel(3) with { Cut = new(0, 1, 0, 33) };
        var held = await _pipeline.Bed.HoldAsync(parcel);
        held.BeginThrottled();
        await held.ReleaseAsync(_pipeline.Bed.Time.Now);
        Assert.NotNull(_pipeline.Bed.Row(parcel).ThrottledSince);
        var control = _pipeline.Bed.Get<PushControl>();
        await control.DoAsync(push.PushId, ControlAction.Pause, CancellationToken.None);

        await control.DoAsync(push.PushId, ControlAction.Resume, CancellationToken.None);

        Assert.Null(_pipeline.Bed.Row(parcel).ThrottledSince);
    }
}
