using PushFunctions.Accept;
using PushFunctions.Control;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Tasks;

/// <summary>Pushes to labels and to everyone whose calls are taken.</summary>
public sealed class TaskPushTests : IDisposable
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    private readonly TaskRun _run = new(
        ("Budgets__PushToEveryone__CallsPerMinute", "5"), ("Budgets__PushToEveryone__CallsPerDay", "2"));

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Everyone_is_told_by_one_call_and_its_task_is_kept()
    {
        var accepted = Assert.IsType<Acceptance.Accepted>(await _run.PostAsync());
        _run.Run(TimeSpan.FromSeconds(30));

        Assert.Empty(Assert.Single(_run.FarSide.Calls));
        Assert.Equal(Some.Now.AddSeconds(0.04), accepted.ExpectedFinish!.Value, TimeSpan.FromSeconds(1));
        var look = await _run.LookAsync();
        Assert.Equal(
            $$"""[{"taskId":"{{FarSide.FirstTask}}","endpoint":"push/task","at":"{{look.GetProperty("tasks")[0].GetProperty("at").GetString()}}","round":0,"outcome":"accepted"}]""",
            look.GetProperty("tasks").GetRawText());
        Assert.Equal("null", look.GetProperty("targets").GetRawText());
        Assert.Equal(("finished", 1), (look.GetProperty("state").GetString(), look.GetProperty("calls").GetInt32()));
        Assert.False(look.TryGetProperty("counts", out _));
        Assert.False(look.TryGetProperty("expectedFinish", out _));
        Assert.Equal((1, 1), (await _run.LeftTodayAsync(), await _run.PlacesTakenAsync()));
        _run.AssertOver();
    }

    [Fact]
    public async Task Labels_go_into_one_call_and_take_no_place_of_the_day()
    {
        await _run.PostAsync(to: TaskRun.Vips);
        _run.Run(TimeSpan.FromSeconds(30));

        Assert.Equal(TaskRun.Vips.Labels, Assert.Single(_run.FarSide.Calls));
        Assert.Equal([UserOutcome.Accepted], _run.Outcomes());
        Assert.Equal(2, await _run.LeftTodayAsync());
        _run.AssertOver();
    }

    [Fact]
    public async Task A_fourth_task_waits_until_the_first_has_given_its_place_back_and_tells_when_that_is()
    {
        for (var no = 0; no < 4; no++) await _run.PostAsync($"e{no}", TaskRun.Vips);
        _run.Run(TimeSpan.FromSeconds(40));

        Assert.Equal(3, _run.FarSide.Calls.Count);
        var waiting = Assert.Single(
            Enumerable.Range(0, 4), no => _run.Push($"e{no}").State == PushState.Waiting);
        var look = await _run.LookAsync($"e{waiting}");
        var expected = look.GetProperty("expectedFinish").GetDateTimeOffset();
        Assert.InRange((expected - Some.Now).TotalSeconds, 295, 312);

        _run.Run(expected - _run.Bed.Time.Now - TimeSpan.FromSeconds(2));
        Assert.Equal(3, _run.FarSide.Calls.Count);
        _run.Run(TimeSpan.FromSeconds(40));
        Assert.Equal(4, _run.FarSide.Calls.Count);
    }

    [Fact]
    public async Task When_the_day_is_used_up_it_is_refused_until_the_next()
    {
        await _run.PostAsync("a");
        await _run.PostAsync("b");

        var problem = Assert.IsType<Acceptance.Refused>(await _run.PostAsync("c")).Problem;
        Assert.Equal((429, ProblemCodes.DayUsedUp), (problem.Status, problem.Code));
        Assert.Equal(TimeSpan.FromHours(16) + TimeSpan.FromMilliseconds(100), problem.RetryAfter);
        Assert.Null(_run.Find("c"));

        _run.Pipeline.Rest(problem.RetryAfter!.Value);
        Assert.IsType<Acceptance.Accepted>(await _run.PostAsync("c"));
    }

    [Fact]
    public async Task Or_it_waits_for_the_next_day_and_tells_so()
    {
        _run.Pipeline.Rest(TimeSpan.FromHours(15.9));
        await _run.PostAsync("a");
        await _run.PostAsync("b");

        var accepted = Assert.IsType<Acceptance.Accepted>(await _run.PostAsync("c", waits: true));

        Assert.Equal(Midnight.AddMilliseconds(100), accepted.ExpectedFinish!.Value, TimeSpan.FromSeconds(1));
        Assert.Empty(accepted.Warnings);
        _run.Run(Midnight - _run.Bed.Time.Now);
        Assert.Equal(2, _run.FarSide.Calls.Count);
        Assert.Equal("waiting", (await _run.LookAsync("c")).GetProperty("state").GetString());
        _run.Run(TimeSpan.FromSeconds(20));
        Assert.Equal(3, _run.FarSide.Calls.Count);
        Assert.Equal(1, await _run.LeftTodayAsync());
    }

    [Fact]
    public async Task One_that_waits_longer_than_it_is_worth_expires_and_takes_no_place()
    {
        await _run.PostAsync("a");
        await _run.PostAsync("b");

        var accepted = Assert.IsType<Acceptance.Accepted>(
            await _run.PostAsync("c", waits: true, expiresAt: Some.Now.AddMinutes(5)));
        _run.Run(TimeSpan.FromMinutes(6));

        Assert.Contains("expires unless", Assert.Single(accepted.Warnings), StringComparison.Ordinal);
        Assert.Equal([UserOutcome.Expired], _run.Outcomes("c"));
        Assert.Equal((PushState.Finished, 2), (_run.Push("c").State, _run.FarSide.Calls.Count));
    }

    [Fact]
    public async Task A_place_that_is_given_back_is_taken_by_the_next()
    {
        await _run.PostAsync("a", sendAt: Some.Now.AddHours(1));
        await _run.PostAsync("b", sendAt: Some.Now.AddHours(1));
        Assert.IsType<Acceptance.Refused>(await _run.PostAsync("c"));

        await _run.ControlAsync(ControlAction.Cancel, "a");
        _run.Run(TimeSpan.FromSeconds(20));

        Assert.Equal((PushState.Cancelled, UserOutcome.Cancelled), (_run.Push("a").State, _run.Outcomes("a")[0]));
        Assert.IsType<Acceptance.Accepted>(await _run.PostAsync("c"));
    }

    [Fact]
    public async Task A_scheduled_push_books_the_day_of_its_time()
    {
        await _run.PostAsync("a", sendAt: Midnight.AddHours(8));
        await _run.PostAsync("b", sendAt: Midnight.AddHours(9));

        var problem = Assert.IsType<Acceptance.Refused>(await _run.PostAsync("c", sendAt: Midnight.AddHours(8))).Problem;

        Assert.Equal((ProblemCodes.DayUsedUp, TimeSpan.FromHours(1)), (problem.Code, problem.RetryAfter));
        Assert.Contains("2026-11-21", problem.Detail, StringComparison.Ordinal);
        Assert.Equal(2, await _run.LeftTodayAsync());
        _run.Pipeline.Rest(Midnight.AddHours(8).AddMinutes(-2) - _run.Bed.Time.Now);
        _run.Run(TimeSpan.FromMinutes(2) - TimeSpan.FromSeconds(1));
        Assert.Empty(_run.FarSide.Calls);
        _run.Run(TimeSpan.FromSeconds(20));
        Assert.Single(_run.FarSide.Calls);
    }

    [Fact]
    public async Task A_repeat_is_a_repeat_and_takes_no_second_place()
    {
        var first = Assert.IsType<Acceptance.Accepted>(await _run.PostAsync());
        var second = Assert.IsType<Acceptance.Accepted>(await _run.PostAsync());
        _run.Run(TimeSpan.FromSeconds(30));
        var third = Assert.IsType<Acceptance.Accepted>(await _run.PostAsync());

        Assert.Equal((false, true, true), (first.Duplicate, second.Duplicate, third.Duplicate));
        Assert.Equal((true, null), (second.ExpectedFinish is not null, third.ExpectedFinish));
        Assert.Single(_run.FarSide.Calls);
        Assert.Equal(1, await _run.LeftTodayAsync());
    }

    [Fact]
    public async Task A_paused_push_is_not_called_until_it_is_resumed()
    {
        await _run.PostAsync();
        await _run.ControlAsync(ControlAction.Pause);
        _run.Run(TimeSpan.FromMinutes(2));
        Assert.Empty(_run.FarSide.Calls);
        Assert.Equal("paused", (await _run.LookAsync()).GetProperty("state").GetString());

        await _run.ControlAsync(ControlAction.Resume);
        _run.Run(TimeSpan.FromSeconds(30));

        Assert.Single(_run.FarSide.Calls);
        _run.AssertOver();
    }

    [Fact]
    public async Task One_whose_messages_are_all_lost_is_put_again()
    {
        await _run.PostAsync();
        _run.Pipeline.Lose();

        _run.Run(TimeSpan.FromMinutes(1));

        Assert.Single(_run.FarSide.Calls);
        _run.AssertOver();
    }

    /// <summary>Whoever does the operation dies before it, whichever it is.</summary>
    [Fact]
    public async Task Whatever_dies_on_the_way_it_is_called_once_or_stalled_and_never_twice()
    {
        var (stalled, operations) = (0, 0);
        for (var isKilled = true; isKilled; operations++)
        {
            using var run = new TaskRun();
            run.Pipeline.KillAfter(operations);
            run.Post();
            run.Run(TimeSpan.FromMinutes(7));
            isKilled = run.Pipeline.IsKilled;
            run.Pipeline.KillAfter(int.MaxValue);

            Assert.InRange(run.FarSide.Calls.Count, 0, 1);
            Assert.Equal(99, await run.LeftTodayAsync());
            if (run.Push().State == PushState.Stalled)
            {
                stalled++;
                Assert.Equal([UserOutcome.Unknown], run.Outcomes());
                await run.ReplayAsync();
                run.Run(TimeSpan.FromMinutes(1));
                Assert.Equal([UserOutcome.Unknown, UserOutcome.Accepted], run.Outcomes());
            }
            else
            {
                Assert.Equal([UserOutcome.Accepted], run.Outcomes());
                Assert.Single(run.FarSide.Calls);
            }

            run.AssertOver();
        }

        Assert.InRange(stalled, 1, 8);
        Assert.InRange(operations, 50, 1_000);
    }
}
