using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>A host that sends nothing again that may have been taken.</summary>
public sealed class AtMostOnceTests(Stack stack) : IClassFixture<Stack>
{
    [Fact]
    public async Task A_lost_answer_leaves_its_users_unknown_and_told_once()
    {
        await using var host = await stack.StartHostAsync(
            new Dictionary<string, string> { ["Delivery__OnUnknown"] = "hold" });
        var users = Some.Users(120);
        stack.Simulator.Faults.Add(new() { Endpoint = "push/single", LostAnswer = true, Count = 1, Users = [users[0]] });

        var push = await host.PostAsync(Some.Event(users));
        var end = await push.FinishedAsync();

        Assert.Equal((20, 100, 0, 2), (end.Counts.Accepted, end.Counts.Unknown, end.PossiblyTwice, end.Calls));
        stack.AssertToldOnce(users);
        var failures = await host.FailuresOfAsync(push.Id);
        Assert.Equal(users.Take(100), failures.Select(failure => failure.User));
        Assert.All(failures, failure => Assert.Equal(("unknown", "UNKNOWN", 1), (failure.Outcome, failure.Status, failure.Tries)));
    }
}
