using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>A call that fails as a whole says nothing of the user: the push goes on by itself.</summary>
public sealed class WaitInVainTests(App app) : IClassFixture<App>
{
    private const string Sync = "push/sync/{target}";

    private readonly string _user = Some.User();

    [Fact]
    public async Task A_call_refused_as_too_fast_is_made_in_the_ordinary_way_at_once()
    {
        app.Simulator.Faults.Add(new() { Endpoint = Sync, Status = 429, Count = 1 });

        var end = await EndAsync("too fast");

        Assert.Equal((1, 2, 0), (end.Counts.Accepted, end.Calls, end.PossiblyTwice));
        app.Stack.AssertToldOnce([_user]);
    }

    [Fact]
    public async Task A_call_after_refused_credentials_is_made_once_more_with_a_new_token()
    {
        app.Simulator.Faults.Add(new() { Endpoint = Sync, Status = 401, Count = 1 });

        var answer = await app.Host.AwaitAsync(Some.Event(_user));

        Assert.Equal("accepted", answer.Outcome);
        Assert.Equal(2, (await app.Host.StatusOfAsync(answer.PushId)).Calls);
        app.Stack.AssertToldOnce([_user]);
    }

    [Fact]
    public async Task Credentials_refused_twice_leave_an_ordinary_push()
    {
        app.Simulator.Faults.Add(new() { Endpoint = Sync, Status = 401, Count = 2 });

        var end = await EndAsync("credentials");

        Assert.Equal((1, 3), (end.Counts.Accepted, end.Calls));
        app.Stack.AssertToldOnce([_user]);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_far_side_that_fails_leaves_a_push_to_be_tried_again(int status)
    {
        app.Simulator.Faults.Add(new() { Endpoint = Sync, Status = status, Error = "internal_error", Count = 1 });

        var end = await EndAsync("");

        Assert.Equal((1, 2), (end.Counts.Accepted, end.Calls));
        app.Stack.AssertToldOnce([_user]);
    }

    [Fact]
    public async Task A_lost_answer_is_tried_again_and_said_to_be_possibly_twice()
    {
        app.Simulator.Faults.Add(new() { Endpoint = Sync, LostAnswer = true, Count = 1 });

        var end = await EndAsync("");

        Assert.Equal((1, 2, 1), (end.Counts.Accepted, end.Calls, end.PossiblyTwice));
        Assert.Equal(2, app.Simulator.PushesTo(_user).Count);
    }

    [Fact]
    public async Task An_answer_that_takes_too_long_is_one_that_never_came()
    {
        app.Simulator.Faults.Add(new() { Endpoint = Sync, Delay = TimeSpan.FromSeconds(5), Count = 1 });

        var end = await EndAsync("");

        Assert.Equal((1, 2, 1), (end.Counts.Accepted, end.Calls, end.PossiblyTwice));
    }

    [Fact]
    public async Task A_repeat_of_a_push_that_goes_on_is_its_duplicate()
    {
        var appEvent = Some.Event(_user);
        app.Simulator.Faults.Add(new() { Endpoint = Sync, LostAnswer = true, Count = 1 });
        var push = await app.Host.AwaitInVainAsync(appEvent);

        var repeat = await app.Host.AwaitInVainAsync(appEvent);

        Assert.Equal((push.Id, false, true), (repeat.Id, push.Accepted.Duplicate, repeat.Accepted.Duplicate));
        await push.FinishedAsync();
    }

    private async Task<PushStatus> EndAsync(string reason)
    {
        var push = await app.Host.AwaitInVainAsync(Some.Event(_user));
        Assert.Contains(reason, Assert.Single(push.Accepted.Warnings), StringComparison.Ordinal);
        return await push.FinishedAsync();
    }
}
