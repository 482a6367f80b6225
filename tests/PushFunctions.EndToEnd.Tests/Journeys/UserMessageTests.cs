using PushFunctions.Dispatch;
using PushFunctions.EndToEnd.Tests.Support;
using PushFunctions.Manage;
using PushFunctions.Receive;
using PushFunctions.Status;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>Events whose users get messages of their own.</summary>
public sealed class UserMessageTests(App app) : IClassFixture<App>
{
    private const string Greeting = """{"message":{"title":"Hi {{user.name}}","content":"{{user.id}}"}}""";

    [Fact]
    public async Task Users_with_three_messages_are_told_in_the_fewest_calls_and_each_the_right_one()
    {
        await app.Host.PutMappingAsync("three", """{"message":{"title":"Hi {{user.name}}","content":"c"}}""");
        var users = Some.Users(250);
        string NameOf(string user) => $"n{Array.IndexOf([.. users], user) % 3}";

        var push = await app.PostAsync(Event("three", users, NameOf));
        var end = await push.FinishedAsync();

        // 84, 83 and 83 users.
        Assert.Equal((250, 3), (push.Accepted.Targets, push.Accepted.Calls));
        Assert.Equal((250, 3, 0), (end.Counts.Accepted, end.Calls, end.PossiblyTwice));
        Assert.All(users, user => Assert.Equal($"Hi {NameOf(user)}", TitleTo(app.Stack, user)));
    }

    [Fact]
    public async Task More_calls_than_one_message_would_need_are_warned_of()
    {
        await app.Host.PutMappingAsync("warned", Greeting);
        var users = Some.Users(3);

        var push = await app.PostAsync(Event("warned", users, user => user));
        var end = await push.FinishedAsync();

        Assert.Equal(["3 distinct messages need 3 calls; one message for all would need 1."], push.Accepted.Warnings);
        Assert.Equal((3, 3), (end.Counts.Accepted, end.Calls));
        Assert.All(users, user => Assert.Equal($"Hi {user}", TitleTo(app.Stack, user)));
    }

    [Fact]
    public async Task Users_who_are_tried_again_get_their_own_message()
    {
        await app.Host.PutMappingAsync("retried", Greeting);
        var users = Some.Users(30);
        app.Simulator.Faults.Add(new() { Endpoint = "push/single", PushStatus = "ERROR", Users = users, Count = 30 });

        var push = await app.PostAsync(Event("retried", users, user => user));
        var end = await push.FinishedAsync();

        Assert.Equal(30, end.Counts.Accepted);
        Assert.All(users, user => Assert.Equal($"Hi {user}", TitleTo(app.Stack, user)));
    }

    [Fact]
    public async Task Lost_parcels_are_made_again_with_each_users_own_message()
    {
        await using var stack = await Stack.StartAsync();
        // So many distinct messages that they lie in a blob.
        var users = Some.Users(600);
        await using var feeding = await stack.StartHostAsync(
            functions: [typeof(AcceptEventFunction), typeof(PutMappingFunction), typeof(DispatchPushFunction), typeof(GetPushFunction)]);
        await feeding.PutMappingAsync("lost", Greeting);
        var push = await feeding.PostAsync(Event("lost", users, user => user));
        await Soon.IsTrueAsync(
            async () => await stack.Stored.CountAsync("push-delivery") >= 30, () => "There are no 30 parcels.");
        await stack.Stored.Queue("push-delivery").ClearMessagesAsync();

        await using var host = await stack.StartHostAsync();
        var end = await push.At(host).FinishedAsync();

        Assert.Equal((600, 600, 0), (end.Counts.Accepted, end.Calls, end.PossiblyTwice));
        stack.AssertToldOnce(users);
        Assert.All(users, user => Assert.Equal($"Hi {user}", TitleTo(stack, user)));
    }

    [Fact]
    public async Task Ten_thousand_users_each_get_their_own_message()
    {
        await using var stack = await Stack.StartAsync();
        await using var host = await stack.StartHostAsync(
            new Dictionary<string, string> { ["Budgets__PushSingle__CallsPerMinute"] = "60000" });
        await host.PutMappingAsync("each", Greeting);
        var users = Some.Users(10_000);

        var push = await host.PostAsync(Event("each", users, user => user));
        var end = await FinishedAsync(push);

        Assert.Equal((10_000, 10_000), (push.Accepted.Targets, push.Accepted.Calls));
        Assert.Equal((10_000, 10_000, 0), (end.Counts.Accepted, end.Calls, end.PossiblyTwice));
        stack.AssertToldOnce(users);
        Assert.All(users, user => Assert.Equal($"Hi {user}", TitleTo(stack, user)));
    }

    /// <summary>Waits for the end of so many calls: there must be progress all the time.</summary>
    private static async Task<PushStatus> FinishedAsync(Push push)
    {
        var status = await push.LookAsync();
        while (status.State != "finished")
        {
            var pending = status.Counts.Pending;
            status = await push.UntilAsync(now => now.State == "finished" || now.Counts.Pending < pending - 500);
        }

        return status;
    }

    private static object Event(string type, IEnumerable<string> users, Func<string, string> name) => new
    {
        id = Some.Id(),
        type,
        to = new { users = users.Select(user => new { id = user, data = new { name = name(user) } }) },
    };

    private static string? TitleTo(Stack stack, string user) =>
        Assert.Single(stack.Simulator.PushesTo(user).Pushes).Message.GetProperty("title").GetString();
}
