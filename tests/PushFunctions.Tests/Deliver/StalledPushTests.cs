using PushFunctions.Control;
using PushFunctions.Recover;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Deliver;

/// <summary>Pushes none of whose calls can pass until a person has mended something.</summary>
public sealed class StalledPushTests : IDisposable
{
    private readonly MemoryPipeline _pipeline = new() { MakesCalls = true };

    private bool _isMended;

    private FarSide FarSide => _pipeline.Bed.FarSide;

    public void Dispose() => _pipeline.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(250)]
    public async Task Refused_credentials_stall_a_push_and_resume_finishes_it(int users)
    {
        FarSide.TakesToken = _ => _isMended;
        await _pipeline.AcceptAsync(users);

        Run(seconds: 30);
        var stalled = await _pipeline.LookAsync();

        Assert.Equal(PushState.Stalled, stalled.State);
        Assert.Contains("refuses the credentials of app 'default': UNAUTHORIZED 401 unauthorized", stalled.Reason, StringComparison.Ordinal);
        Assert.Contains("resume", stalled.Reason, StringComparison.Ordinal);
        Assert.Equal((users, 0), (stalled.Counts.Pending, stalled.PossiblyTwice));
        // Each of at most three calls once more with a new token.
        Assert.InRange(FarSide.Calls.Count, 2, 6);
        Assert.Equal(FarSide.Calls.Count, stalled.Calls);
        Assert.NotNull(_pipeline.Bed.Index.Find<IndexRow>(IndexRow.Held, Some.PushId));

        var before = FarSide.Calls.Count;
        Run(seconds: 300);
        Assert.Equal(before, FarSide.Calls.Count);

        _isMended = true;
        await DoAsync(ControlAction.Resume);
        Assert.Null(_pipeline.Push.Reason);
        Run(seconds: 60);

        var finished = await _pipeline.LookAsync();
        Assert.Equal((PushState.Finished, users, 0), (finished.State, finished.Counts.Accepted, finished.PossiblyTwice));
        Assert.Equal(["stalled", "resumed"], finished.Timeline.Select(entry => entry.What)
            .Where(what => what is "stalled" or "resumed"));
        Assert.Null(_pipeline.Bed.Index.Find<IndexRow>(IndexRow.Held, Some.PushId));
        var told = FarSide.Calls.Skip(before).SelectMany(call => call).ToList();
        Assert.Equal(told.Count, told.Distinct().Count());
    }

    [Theory]
    [InlineData(429, "resource_limited", "The plan of app 'default' is used up")]
    [InlineData(403, "ServiceNotOpenException", "The push service refuses all calls of app 'default'")]
    [InlineData(404, "organization_application_not_found", "The push service does not know the app 'default'")]
    [InlineData(404, "", "The push service does not know the app 'default'")]
    public async Task So_does_what_else_only_people_can_mend(int status, string error, string reason)
    {
        FarSide.Answer = _ => FarSide.Refusal(status, error, "No.");
        await _pipeline.AcceptAsync(3);

        Run(seconds: 20);

        var stalled = await _pipeline.LookAsync();
        Assert.Equal((PushState.Stalled, 1), (stalled.State, stalled.Calls));
        Assert.StartsWith(reason, stalled.Reason, StringComparison.Ordinal);
    }

    /// <summary>A slip in the settings must not fail everybody.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(250)]
    public async Task So_does_an_app_that_the_settings_do_not_name_any_more(int users)
    {
        await _pipeline.AcceptAsync(users, push => push.App = "gone");

        Run(seconds: 30);

        var stalled = await _pipeline.LookAsync();
        Assert.Equal((PushState.Stalled, users, 0), (stalled.State, stalled.Counts.Pending, stalled.PossiblyTwice));
        Assert.Equal(
            "The app 'gone' is not configured. Put the settings Agora__Apps__gone__… back, restart, then resume the push.",
            stalled.Reason);
        Assert.Empty(FarSide.Calls);
    }

    [Fact]
    public async Task Unless_a_rule_gives_its_users_up()
    {
        using var pipeline = new MemoryPipeline(
            ("Outcomes__Rules__0__Error", "app_not_configured"), ("Outcomes__Rules__0__Becomes", "failed"))
        {
            MakesCalls = true,
        };
        await pipeline.AcceptAsync(3, push => push.App = "gone");

        pipeline.Run(TimeSpan.FromSeconds(30));

        var end = await pipeline.LookAsync();
        Assert.Equal((PushState.Finished, 3), (end.State, end.Counts.Failed));
    }

    [Fact]
    public async Task What_was_answered_before_is_kept_and_nobody_has_a_try_the_more()
    {
        // The second call is refused.
        FarSide.Answer = users => users[0] == "user000100" && !_isMended
            ? FarSide.Refusal(429, "resource_limited", "You have exceeded the limit of the plan.")
            : null;
        await _pipeline.AcceptAsync(250);

        Run(seconds: 20);
        var counts = (await _pipeline.LookAsync()).Counts;

        Assert.True(counts.Accepted + counts.Pending == 250, $"{counts}");
        Assert.InRange(counts.Accepted, 100, 150);
        _isMended = true;
        await DoAsync(ControlAction.Resume);
        Run(seconds: 60);
        Assert.Equal(250, (await _pipeline.LookAsync()).Counts.Accepted);
        Assert.All(Told(), told => Assert.InRange(told.Count(), 1, 2));
        Assert.Equal(100, Told().Count(told => told.Count() == 2));
    }

    [Fact]
    public async Task Those_who_are_tried_again_rest_as_well()
    {
        var calls = 0;
        FarSide.Answer = _ => ++calls == 1 ? FarSide.Refusal(503, "gateway", "down") : null;
        FarSide.TakesToken = _ => calls == 0 || _isMended;
        await _pipeline.AcceptAsync(3);

        Run(seconds: 90);

        var stalled = await _pipeline.LookAsync();
        Assert.Equal((PushState.Stalled, 3), (stalled.State, stalled.Counts.Retrying));
        _isMended = true;
        await DoAsync(ControlAction.Resume);
        Run(seconds: 90);
        var finished = await _pipeline.LookAsync();
        Assert.Equal((PushState.Finished, 3, 3), (finished.State, finished.Counts.Accepted, finished.PossiblyTwice));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(250)]
    public async Task A_stalled_push_can_be_cancelled(int users)
    {
        FarSide.TakesToken = _ => false;
        await _pipeline.AcceptAsync(users);
        Run(seconds: 20);

        await DoAsync(ControlAction.Cancel);
        Run(seconds: 60);

        var ended = await _pipeline.LookAsync();
        Assert.Equal((PushState.Cancelled, users, null), (ended.State, ended.Counts.Cancelled, ended.Reason));
    }

    [Fact]
    public async Task Whoever_may_have_been_told_by_the_call_that_stalls_is_counted()
    {
        using var pipeline = new MemoryPipeline(
            ("Outcomes__Rules__0__HttpStatus", "503"), ("Outcomes__Rules__0__Becomes", "stalled"))
        {
            MakesCalls = true,
        };
        pipeline.Bed.FarSide.Answer = _ => _isMended ? null : FarSide.Refusal(503, "gateway", "down");
        await pipeline.AcceptAsync(3);
        pipeline.Run(TimeSpan.FromSeconds(30));
        Assert.Equal(PushState.Stalled, (await pipeline.LookAsync()).State);
        _isMended = true;

        await pipeline.DoAsync(ControlAction.Resume);
        pipeline.Run(TimeSpan.FromMinutes(3));

        var finished = await pipeline.LookAsync();
        Assert.Equal((PushState.Finished, 3, 3), (finished.State, finished.Counts.Accepted, finished.PossiblyTwice));
    }

    [Fact]
    public async Task Its_name_among_the_held_is_not_taken_for_one_that_was_left()
    {
        FarSide.TakesToken = _ => false;
        await _pipeline.AcceptAsync(1);
        Run(seconds: 200);

        await _pipeline.Bed.Get<HeldNames>().CleanAsync(CancellationToken.None);

        Assert.NotNull(_pipeline.Bed.Index.Find<IndexRow>(IndexRow.Held, Some.PushId));
    }

    [Fact]
    public async Task One_that_is_paused_meanwhile_stays_paused()
    {
        FarSide.TakesToken = _ => false;
        await _pipeline.AcceptAsync(1);
        Run(seconds: 20);

        await DoAsync(ControlAction.Pause);

        Assert.Equal((PushState.Paused, null), (_pipeline.Push.State, _pipeline.Push.Reason));
    }

    private IEnumerable<IGrouping<string, string>> Told() =>
        FarSide.Calls.SelectMany(call => call).GroupBy(user => user);

    private void Run(int seconds) => _pipeline.Run(TimeSpan.FromSeconds(seconds));

    private Task DoAsync(ControlAction action) =>
        _pipeline.Bed.Get<PushControl>().DoAsync(Some.PushId, action, CancellationToken.None);
}
