using System.Net;
using PushFunctions.Control;
using PushFunctions.Problems;
using PushFunctions.Replay;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Tasks;

/// <summary>Pushes to labels and to everyone whose calls fail.</summary>
public sealed class TaskFailureTests : IDisposable
{
    private readonly TaskRun _run = new(("Stalled__After", "00:10:00"), ("Stalled__GiveUpAfter", "00:30:00"));
    private int _asked;

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task An_answer_that_never_came_stalls_it_and_a_replay_decides()
    {
        await LoseAsync();

        var look = await _run.LookAsync();
        Assert.Equal("stalled", look.GetProperty("state").GetString());
        Assert.StartsWith("Nobody knows whether", look.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal("unknown", look.GetProperty("tasks")[0].GetProperty("outcome").GetString());
        Assert.NotNull(_run.Bed.Index.FindAll<IndexRow>(IndexRow.Held).SingleOrDefault());
        _run.Run(TimeSpan.FromHours(1));
        Assert.Single(_run.FarSide.Calls);

        _run.FarSide.Answer = _ => null;
        Assert.Equal(new ReplayResult.Found(null, null), await _run.ReplayAsync(onlyCount: true));
        Assert.Equal(new ReplayResult.Found(null, 1), await _run.ReplayAsync());
        _run.Run(TimeSpan.FromSeconds(30));

        Assert.Equal([UserOutcome.Unknown, UserOutcome.Accepted], _run.Outcomes());
        Assert.Equal((2, 98), (_run.FarSide.Calls.Count, await _run.LeftTodayAsync()));
        _run.AssertOver();
        Assert.Equal(new ReplayResult.Found(0, null), await _run.ReplayAsync());
    }

    [Theory]
    [InlineData(ControlAction.Resume)]
    [InlineData(ControlAction.Pause)]
    public async Task It_is_not_resumed_since_that_would_send_it_again(ControlAction action)
    {
        await LoseAsync();

        var problem = await _run.ControlAsync(action);

        Assert.Equal((409, ProblemCodes.CallUnknown), (problem?.Status, problem?.Code));
        Assert.Equal(PushState.Stalled, _run.Push().State);
    }

    [Fact]
    public async Task It_can_be_cancelled()
    {
        await LoseAsync();

        Assert.Null(await _run.ControlAsync(ControlAction.Cancel));
        _run.Run(TimeSpan.FromSeconds(30));

        Assert.Equal((PushState.Cancelled, 1), (_run.Push().State, _run.FarSide.Calls.Count));
        Assert.Equal([UserOutcome.Unknown], _run.Outcomes());
        _run.AssertOver();
    }

    [Fact]
    public async Task When_its_time_is_over_nobody_has_to_decide()
    {
        await LoseAsync(expiresAt: Some.Now.AddMinutes(5));

        _run.Run(TimeSpan.FromMinutes(6));

        Assert.Equal([UserOutcome.Unknown], _run.Outcomes());
        Assert.Equal(PushState.Finished, _run.Push().State);
        _run.AssertOver();
        Assert.IsType<ReplayResult.Refused>(await _run.ReplayAsync());
    }

    [Fact]
    public async Task A_replay_for_which_the_day_has_no_place_is_refused()
    {
        using var run = new TaskRun(
            ("Budgets__PushToEveryone__CallsPerMinute", "5"), ("Budgets__PushToEveryone__CallsPerDay", "1"));
        run.FarSide.Answer = _ => FarSide.Refusal(503, "unavailable", "down");
        await run.PostAsync();
        run.Run(TimeSpan.FromSeconds(30));
        Assert.Equal(PushState.Stalled, run.Push().State);

        var refused = Assert.IsType<ReplayResult.Refused>(await run.ReplayAsync());

        Assert.Equal((429, ProblemCodes.DayUsedUp), (refused.Problem.Status, refused.Problem.Code));
        Assert.Equal((PushState.Stalled, 0), (run.Push().State, run.Push().Round));
    }

    /// <summary>A process that is told again and again by its settings to repeat such calls.</summary>
    [Fact]
    public async Task No_rule_of_the_settings_repeats_what_may_have_been_taken()
    {
        using var run = new TaskRun(("Outcomes__Rules__0__HttpStatus", "503"), ("Outcomes__Rules__0__Becomes", "retry"));
        run.FarSide.Answer = _ => FarSide.Refusal(503, "unavailable", "down");
        await run.PostAsync();

        run.Run(TimeSpan.FromMinutes(10));

        Assert.Equal(PushState.Stalled, run.Push().State);
        Assert.Single(run.FarSide.Calls);
    }

    [Fact]
    public async Task A_label_that_the_push_service_does_not_know_is_a_dead_letter_until_it_is_replayed()
    {
        _run.FarSide.Answer = _ => FarSide.Refusal(400, "ResourceNotFoundException", "push label not exists of vip");
        await _run.PostAsync(to: TaskRun.Vips);
        _run.Run(TimeSpan.FromMinutes(10));

        Assert.Single(_run.FarSide.Calls);
        Assert.Equal([UserOutcome.Failed], _run.Outcomes());
        var letter = Assert.Single(_run.Letters);
        Assert.Contains("push label not exists of vip", letter.Reason, StringComparison.Ordinal);
        Assert.Contains("push label not exists", (await _run.LookAsync()).GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, await _run.PlacesTakenAsync());
        _run.AssertOver();

        _run.FarSide.Answer = _ => null;
        Assert.Equal(new ReplayResult.Found(null, 1), await _run.ReplayAsync(request: ReplayRequest.OfDeadLetters));
        _run.Run(TimeSpan.FromSeconds(30));

        Assert.Equal([UserOutcome.Failed, UserOutcome.Accepted], _run.Outcomes());
        Assert.Empty(_run.Bed.DeadLetters.FindAll<DeadLetterRow>(""));
        Assert.Null(_run.Push().Reason);
        _run.AssertOver();
    }

    [Fact]
    public async Task A_push_service_that_runs_as_many_tasks_as_it_takes_is_asked_again_and_no_try_is_counted()
    {
        _run.FarSide.Answer = _ => ++_asked < 4 ? FarSide.Refusal(403, "LimitException", "limit request") : null;
        await _run.PostAsync();

        _run.Run(TimeSpan.FromSeconds(25));
        Assert.Equal(1, _asked);
        var expected = (await _run.LookAsync()).GetProperty("expectedFinish").GetDateTimeOffset();
        Assert.InRange((expected - Some.Now).TotalSeconds, 30, 35);
        _run.Run(TimeSpan.FromMinutes(5));

        Assert.Equal((4, null), (_asked, _run.Push().Tries));
        Assert.Equal([UserOutcome.Accepted], _run.Outcomes());
        Assert.Equal(99, await _run.LeftTodayAsync());
        _run.AssertOver();
    }

    [Fact]
    public async Task Refused_for_long_it_is_shown_as_stalled_and_given_up_in_the_end()
    {
        _run.FarSide.Answer = _ => FarSide.Refusal(403, "LimitException", "limit request");
        await _run.PostAsync();

        _run.Run(TimeSpan.FromMinutes(16));
        var stalled = await _run.LookAsync();
        Assert.Equal("stalled", stalled.GetProperty("state").GetString());
        Assert.Contains("limit request", stalled.GetProperty("reason").GetString(), StringComparison.Ordinal);
        _run.Run(TimeSpan.FromMinutes(25));

        Assert.Equal([UserOutcome.Dead], _run.Outcomes());
        Assert.Single(_run.Letters);
        Assert.Equal((100, 0), (await _run.LeftTodayAsync(), await _run.PlacesTakenAsync()));
        _run.AssertOver();
    }

    [Fact]
    public async Task Too_fast_holds_the_budget_back()
    {
        _run.FarSide.Answer = _ =>
        {
            if (++_asked > 1) return null;
            var refusal = FarSide.Refusal(429, "reach_limit", "This request has reached API limit.");
            refusal.Headers.RetryAfter = new(TimeSpan.FromSeconds(50));
            return refusal;
        };
        await _run.PostAsync();

        _run.Run(TimeSpan.FromSeconds(45));
        Assert.Equal(1, _asked);
        _run.Run(TimeSpan.FromSeconds(30));

        Assert.Equal(2, _asked);
        Assert.Equal([UserOutcome.Accepted], _run.Outcomes());
    }

    [Fact]
    public async Task What_was_surely_not_taken_is_tried_again_by_the_schedule_and_given_up()
    {
        _run.FarSide.Answer = _ => FarSide.Refusal(409, "conflict", "busy");
        await _run.PostAsync();

        _run.Run(TimeSpan.FromHours(9));

        Assert.Equal((6, 6), (_run.FarSide.Calls.Count, _run.Push().Tries));
        Assert.Equal([UserOutcome.Dead], _run.Outcomes());
        Assert.Contains("Tried 6 times", Assert.Single(_run.Letters).Reason, StringComparison.Ordinal);
        Assert.Equal(100, await _run.LeftTodayAsync());
        _run.AssertOver();
    }

    [Fact]
    public async Task A_token_that_is_refused_is_made_anew_once_and_then_it_is_stalled_until_somebody_mends_it()
    {
        _run.FarSide.TakesToken = _ => false;
        await _run.PostAsync();
        _run.Run(TimeSpan.FromMinutes(3));

        Assert.Equal(2, _run.FarSide.Calls.Count);
        Assert.Equal(PushState.Stalled, _run.Push().State);
        Assert.Contains("credentials", _run.Push().Reason, StringComparison.Ordinal);

        _run.FarSide.TakesToken = _ => true;
        Assert.Null(await _run.ControlAsync(ControlAction.Resume));
        _run.Run(TimeSpan.FromMinutes(1));

        Assert.Equal([UserOutcome.Accepted], _run.Outcomes());
        _run.AssertOver();
    }

    /// <summary>Whoever does the operation dies before it, whichever it is.</summary>
    [Fact]
    public async Task Whatever_dies_while_it_is_replayed_it_is_sent_once_more_at_most()
    {
        var operations = 0;
        for (var isKilled = true; isKilled; operations++)
        {
            using var run = new TaskRun();
            run.FarSide.Answer = _ => FarSide.Refusal(503, "unavailable", "down");
            await run.PostAsync();
            run.Run(TimeSpan.FromSeconds(30));
            run.FarSide.Answer = _ => null;
            run.Pipeline.KillAfter(operations);
            ReplayResult? result = null;
            while (!run.Pipeline.LetDie(async () => result = await run.ReplayAsync()))
            {
                // Whoever was asked has died.
            }

            run.Run(TimeSpan.FromMinutes(10));
            isKilled = run.Pipeline.IsKilled;
            run.Pipeline.KillAfter(int.MaxValue);

            Assert.InRange(run.FarSide.Calls.Count, 1, 2);
            Assert.InRange(await run.LeftTodayAsync() ?? 0, 98, 98);
            if (run.Push().State == PushState.Stalled) Assert.Equal([UserOutcome.Unknown, UserOutcome.Unknown], run.Outcomes());
            else run.AssertOver();
            Assert.Equal(1, run.Push().Round);
        }

        Assert.InRange(operations, 50, 1_000);
    }

    private async Task LoseAsync(DateTimeOffset? expiresAt = null)
    {
        _run.FarSide.Answer = _ => FarSide.Refusal((int)HttpStatusCode.ServiceUnavailable, "unavailable", "down");
        await _run.PostAsync(expiresAt: expiresAt);
        _run.Run(TimeSpan.FromSeconds(30));
    }
}
