using System.Net;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

public sealed class BroadcastTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task Two_hundred_and_fifty_users_arrive_in_three_calls_each_once()
    {
        var users = Some.Users(250);

        var push = await app.PostAsync(Some.Event(users));
        var end = await push.FinishedAsync();

        Assert.Equal((250, 3, false), (push.Accepted.Targets, push.Accepted.Calls, push.Accepted.Duplicate));
        Assert.Equal((250, 3, 0), (end.Counts.Accepted, end.Calls, end.PossiblyTwice));
        app.Stack.AssertToldOnce(users);
        var calls = app.Simulator.Calls(10_000).Where(call => call.Targets.Intersect(users).Any()).ToList();
        Assert.Equal([50, 100, 100], calls.Select(call => call.Targets.Count).Order());
        Assert.Equal(["accepted", "sending", "finished"], end.Timeline.Select(entry => entry.What));
    }

    [Fact]
    public async Task The_answer_says_where_to_look()
    {
        var push = await app.PostAsync(Some.Event(Some.User()));

        using var status = await app.Host.GetAsync(push.Accepted.StatusUrl);

        Assert.Equal(push.Accepted.StatusUrl, push.Location?.AbsoluteUri);
        Assert.Equal(HttpStatusCode.OK, status.StatusCode);
    }
}
