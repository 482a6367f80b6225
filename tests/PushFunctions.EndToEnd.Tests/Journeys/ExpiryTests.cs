using System.Net;
using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>Who has not been sent to in time is not sent to any more, and counted.</summary>
public sealed class ExpiryTests(App app) : IClassFixture<App>
{
    /// <summary>Ten calls per second.</summary>
    private static readonly Dictionary<string, string> Slow = new() { ["Budgets__PushSingle__CallsPerMinute"] = "600" };

    [Fact]
    public async Task A_broadcast_that_is_too_slow_ends_with_exact_counts()
    {
        await using var stack = await Stack.StartAsync();
        await using var host = await stack.StartHostAsync(Slow);
        var users = Some.Users(10_000);

        var push = await host.PostAsync(Event(users, TimeSpan.FromSeconds(4)));
        var end = await push.FinishedAsync();

        Assert.InRange(end.Counts.Accepted, 100, 9_900);
        Assert.Equal(10_000, end.Counts.Accepted + end.Counts.Expired);
        Assert.Equal((end.Counts.Accepted / 100, 0), (end.Calls, end.PossiblyTwice));
        Assert.Equal(end.Counts.Accepted, users.Count(user => stack.Simulator.PushesTo(user).Count == 1));
        Assert.Equal(end.Counts.Expired, users.Count(user => stack.Simulator.PushesTo(user).Count == 0));
        // It ends soon, not after the time that the calls would have taken.
        var times = end.Timeline;
        Assert.InRange(times[^1].At - times[0].At, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(40));
        Assert.Equal(0, await stack.Stored.CountAsync("push-delivery"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(250)]
    public async Task What_was_not_begun_in_time_is_not_begun(int count)
    {
        await using var stack = await Stack.StartAsync();
        await using var door = await stack.StartDoorAsync();
        var users = Some.Users(count);
        var expiresIn = TimeSpan.FromSeconds(1);
        var push = await door.PostAsync(Event(users, expiresIn));
        await Task.Delay(expiresIn, TimeProvider.System);

        await using var host = await stack.StartHostAsync();
        var end = await push.At(host).FinishedAsync();

        Assert.Equal((count, 0, 0), (end.Counts.Expired, end.Calls, end.PossiblyTwice));
        Assert.All(users, user => Assert.Equal(0, stack.Simulator.PushesTo(user).Count));
        var index = await stack.Stored.SnapshotAsync();
        Assert.DoesNotContain(index, line => line.StartsWith("PushIndex open", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(150)]
    public async Task A_try_behind_the_end_is_never_made(int count)
    {
        var users = Some.Users(count);
        app.Simulator.Faults.Add(new() { Endpoint = "push/single", PushStatus = "ERROR", Users = [users[0]] });

        var push = await app.PostAsync(Event(users, TimeSpan.FromSeconds(2)));
        var end = await push.FinishedAsync();

        Assert.Equal((count - 1, 1, 0), (end.Counts.Accepted, end.Counts.Expired, end.Counts.Dead));
        Assert.DoesNotContain(await app.Stored.DeadLettersAsync(), letter => letter.PushId == push.Id);
    }

    [Fact]
    public async Task Who_may_have_been_told_and_is_not_tried_again_is_unknown()
    {
        var user = Some.User();
        app.Simulator.Faults.Add(
            new() { Endpoint = "push/single", LostAnswer = true, Users = [user], Count = 1 });

        var end = await (await app.PostAsync(Event([user], TimeSpan.FromSeconds(1)))).FinishedAsync();

        Assert.Equal((1, 1, 0), (end.Counts.Unknown, end.Calls, end.PossiblyTwice));
        app.Stack.AssertToldOnce([user]);
    }

    [Fact]
    public async Task A_push_in_time_is_as_if_it_had_no_end()
    {
        var users = Some.Users(250);

        var end = await (await app.PostAsync(Event(users, TimeSpan.FromDays(300)))).FinishedAsync();

        Assert.Equal((250, 0, 3), (end.Counts.Accepted, end.Counts.Expired, end.Calls));
    }

    [Fact]
    public async Task A_moment_that_has_passed_is_refused_but_not_for_an_event_that_was_taken_in_time()
    {
        var appEvent = Event([Some.User()], TimeSpan.FromSeconds(1));
        var push = await app.PostAsync(appEvent);
        await push.FinishedAsync();
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);

        var repeat = await app.PostAsync(appEvent);
        appEvent["id"] = Some.Id();
        using var late = await app.Host.TryPostAsync(JsonSerializer.Serialize(appEvent));

        Assert.Equal((push.Id, true), (repeat.Id, repeat.Accepted.Duplicate));
        var problem = await ProblemAnswer.ReadAsync(late, HttpStatusCode.BadRequest);
        Assert.Equal("invalid_event", problem.Code);
        Assert.Equal(["/expiresAt"], problem.Paths);
    }

    [Fact]
    public async Task A_sender_who_waits_is_not_kept_behind_the_end()
    {
        // A slot two and more seconds ahead is no use for it: the ordinary call is sooner.
        var others = Some.Users(3).Select(user => app.Host.TryAwaitAsync(Some.Event(user))).ToList();
        await Soon.IsTrueAsync(
            async () => (await app.Stored.SnapshotAsync()).Count(line => line.Contains("PushIndex open", StringComparison.Ordinal)) >= 2,
            () => "Nobody waits.");
        var user = Some.User();

        var push = await app.Host.AwaitInVainAsync(Event([user], TimeSpan.FromSeconds(1.2)));
        var end = await push.FinishedAsync();

        Assert.Equal(1, end.Counts.Accepted + end.Counts.Expired);
        await Task.WhenAll(others);
    }

    [Fact]
    public async Task Users_with_messages_of_their_own_expire_like_all_others()
    {
        await using var stack = await Stack.StartAsync();
        await using var host = await stack.StartHostAsync(Slow);
        await host.PutMappingAsync("own", """{"message":{"title":"Hi {{user.id}}","content":"c"}}""");
        // So many messages that they lie in a blob.
        var users = Some.Users(600);
        var appEvent = Event(users, TimeSpan.FromSeconds(4));
        appEvent.Remove("push");
        appEvent["type"] = "own";

        var end = await (await host.PostAsync(appEvent)).FinishedAsync();

        Assert.InRange(end.Counts.Accepted, 1, 599);
        Assert.Equal((600, end.Counts.Accepted), (end.Counts.Accepted + end.Counts.Expired, end.Calls));
        Assert.Equal(end.Counts.Accepted, users.Count(user => stack.Simulator.PushesTo(user).Count == 1));
    }

    private static Dictionary<string, object> Event(IReadOnlyList<string> users, TimeSpan expiresIn)
    {
        var appEvent = Some.Event(users);
        appEvent["expiresAt"] = TimeProvider.System.GetUtcNow() + expiresIn;
        return appEvent;
    }
}
