using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>Two hosts; what is asked of one holds for both.</summary>
public sealed class ControlTests(Stack stack) : IClassFixture<Stack>
{
    private static readonly TimeSpan ActsWithin = TimeSpan.FromSeconds(5);

    /// <summary>Twenty calls a second.</summary>
    private static readonly Dictionary<string, string> Slow = new() { ["Budgets__PushSingle__CallsPerMinute"] = "1200" };

    [Fact]
    public async Task A_large_push_is_paused_resumed_and_cancelled_and_all_counts_agree()
    {
        await using var one = await stack.StartHostAsync(Slow);
        await using var two = await stack.StartHostAsync(Slow);
        AppHost[] hosts = [one, two];
        var (list, users) = (Some.Id("many"), Some.Users(25_000));
        await hosts[0].PutAudienceAsync(list, users);
        var appEvent = Some.Event(Some.User());
        appEvent["to"] = new { audience = list };
        var push = await hosts[0].PostAsync(appEvent);
        await push.UntilAsync(status => status.Calls >= 20);

        Assert.Equal("paused", await AskAsync(hosts[1], push, "pause"));
        await Task.Delay(ActsWithin, TimeProvider.System);
        var told = Told(users);
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        Assert.Equal(told, Told(users));
        var paused = await push.LookAsync();
        Assert.Equal(("paused", told, 25_000 - told), (paused.State, paused.Counts.Accepted, paused.Counts.Pending));

        Assert.Equal("sending", await AskAsync(hosts[0], push, "resume"));
        await push.UntilAsync(status => status.Counts.Accepted >= told + 2_000);
        Assert.Equal("cancelled", await AskAsync(hosts[1], push, "cancel"));
        var end = await push.UntilAsync(status => status is { State: "cancelled", Counts.Pending: 0 });

        Assert.Equal(Told(users), end.Counts.Accepted);
        Assert.Equal((25_000, 0), (end.Counts.Accepted + end.Counts.Cancelled, end.PossiblyTwice));
        Assert.All(users, user => Assert.InRange(stack.Simulator.PushesTo(user).Count, 0, 1));
        Assert.Equal("cancelled", await AskAsync(hosts[0], push, "cancel"));
        Assert.Equal("push_ended", await RefusedAsync(hosts[0], push, "resume"));
    }

    [Fact]
    public async Task A_paused_push_that_is_resumed_tells_everyone_once()
    {
        await using var one = await stack.StartHostAsync(Slow);
        await using var two = await stack.StartHostAsync(Slow);
        AppHost[] hosts = [one, two];
        var users = Some.Users(4_000);
        var push = await hosts[0].PostAsync(Some.Event(users));
        for (var turn = 1; turn <= 3; turn++)
        {
            var least = turn * 6;
            await push.UntilAsync(status => status.Calls >= least);
            await AskAsync(hosts[turn % 2], push, "pause");
            await AskAsync(hosts[(turn + 1) % 2], push, "pause");
            await AskAsync(hosts[turn % 2], push, "resume");
        }

        var end = await push.FinishedAsync();

        Assert.Equal((4_000, 0), (end.Counts.Accepted, end.PossiblyTwice));
        stack.AssertToldOnce(users);
        Assert.Equal("push_ended", await RefusedAsync(hosts[0], push, "pause"));
        Assert.Equal("push_ended", await RefusedAsync(hosts[0], push, "cancel"));
    }

    [Fact]
    public async Task A_push_to_one_user_that_nobody_has_picked_up_is_cancelled()
    {
        var user = Some.User();
        await using var door = await stack.StartDoorAsync();
        var push = await door.PostAsync(Some.Event(user));

        Assert.Equal("cancelled", await AskAsync(door, push, "cancel"));
        await using var host = await stack.StartHostAsync();
        var end = await push.At(host).UntilAsync(status => status is { State: "cancelled", Counts.Pending: 0 });

        Assert.Equal((1, 0), (end.Counts.Cancelled, end.Calls));
        Assert.Equal(0, stack.Simulator.PushesTo(user).Count);
    }

    [Fact]
    public async Task A_push_to_one_user_rests_while_it_is_paused()
    {
        var user = Some.User();
        await using var door = await stack.StartDoorAsync();
        var push = await door.PostAsync(Some.Event(user));
        Assert.Equal("paused", await AskAsync(door, push, "pause"));
        await using var host = await stack.StartHostAsync();

        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
        Assert.Equal(("paused", 1), ((await push.At(host).LookAsync()).State, (await push.At(host).LookAsync()).Counts.Pending));
        await AskAsync(host, push, "resume");
        await push.At(host).FinishedAsync();

        stack.AssertToldOnce([user]);
    }

    [Fact]
    public async Task What_is_paused_when_its_time_is_over_expires()
    {
        await using var door = await stack.StartDoorAsync();
        var pushes = new List<Push>();
        foreach (var count in (int[])[1, 250])
        {
            var appEvent = Some.Event(Some.Users(count));
            appEvent["expiresAt"] = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(5);
            pushes.Add(await door.PostAsync(appEvent));
            await AskAsync(door, pushes[^1], "pause");
        }

        await using var host = await stack.StartHostAsync();
        var ends = await Task.WhenAll(pushes.Select(push => push.At(host).FinishedAsync()));

        Assert.Equal([1, 250], ends.Select(end => end.Counts.Expired));
        Assert.All(ends, end => Assert.Equal((0, 0), (end.Calls, end.PossiblyTwice)));
    }

    [Fact]
    public async Task Users_who_are_due_again_are_cancelled_at_once()
    {
        await using var host = await stack.StartHostAsync(new Dictionary<string, string>
        {
            ["Retry__Delays__0"] = "01:00:00", ["Retry__Delays__1"] = "01:00:00",
        });
        var users = Some.Users(300);
        stack.Simulator.Faults.Add(new() { Endpoint = "push/single", Status = 500, Error = "service_error", Count = 2 });
        var push = await host.PostAsync(Some.Event(users));
        var before = await push.UntilAsync(status => status.Counts.Pending == 0);

        await AskAsync(host, push, "cancel");
        var end = await push.UntilAsync(status => status is { State: "cancelled", Counts.Retrying: 0 });

        Assert.Equal(200, before.Counts.Retrying);
        Assert.Equal((100, 200), (end.Counts.Accepted, end.Counts.Cancelled + end.Counts.Unknown));
    }

    [Fact]
    public async Task Users_whose_second_try_failed_are_cancelled_at_once()
    {
        await using var host = await stack.StartHostAsync(new Dictionary<string, string>
        {
            ["Retry__Delays__0"] = "00:00:01", ["Retry__Delays__1"] = "01:00:00",
        });
        var users = Some.Users(300);
        stack.Simulator.Faults.Add(new() { Endpoint = "push/single", PushStatus = "ERROR", Users = users });
        var push = await host.PostAsync(Some.Event(users));
        var before = await push.UntilAsync(status => status is { Counts.Retrying: 300, Calls: >= 6 });

        await AskAsync(host, push, "cancel");
        var end = await push.UntilAsync(status => status is { State: "cancelled", Counts.Retrying: 0 });

        Assert.Equal((300, 0, 6), (end.Counts.Cancelled, end.PossiblyTwice, before.Calls));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    public async Task A_push_that_waits_for_its_time_is_cancelled_at_once(int users)
    {
        await using var host = await stack.StartHostAsync();
        var push = await host.PostAsync(Scheduled(users, TimeSpan.FromDays(300)));

        Assert.Equal("paused", await AskAsync(host, push, "pause"));
        Assert.Equal("waiting", await AskAsync(host, push, "resume"));
        Assert.Equal("cancelled", await AskAsync(host, push, "cancel"));
        var end = await push.UntilAsync(status => status is { State: "cancelled", Counts.Pending: 0 });

        Assert.Equal((users, 0), (end.Counts.Cancelled, end.Calls));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    public async Task A_push_that_is_paused_and_resumed_before_its_time_is_sent_at_its_time(int users)
    {
        await using var host = await stack.StartHostAsync();
        var push = await host.PostAsync(Scheduled(users, TimeSpan.FromSeconds(12)));
        await AskAsync(host, push, "pause");
        await AskAsync(host, push, "resume");

        await Task.Delay(TimeSpan.FromSeconds(6), TimeProvider.System);
        Assert.Equal(0, (await push.LookAsync()).Calls);
        Assert.Equal(users, (await push.FinishedAsync()).Counts.Accepted);
    }

    [Theory]
    [InlineData("pause", "paused")]
    [InlineData("resume", "resumed")]
    [InlineData("cancel", "cancelled")]
    public async Task What_has_finished_says_so_and_stays_as_it_is(string what, string asked)
    {
        await using var host = await stack.StartHostAsync();
        var users = Some.Users(150);
        var push = await host.PostAsync(Some.Event(users));
        await push.FinishedAsync();
        var before = await ReadAsync(host, push);

        using var answer = await SendAsync(host, push, what);
        var problem = await ProblemAnswer.ReadAsync(answer, HttpStatusCode.Conflict);

        Assert.Equal("push_ended", problem.Code);
        Assert.Equal(
            $"Push '{push.Id}' is finished, so it cannot be {asked} any more. Nothing was changed.", problem.Detail);
        Assert.Equal(before, await ReadAsync(host, push));
        stack.AssertToldOnce(users);
    }

    private static Dictionary<string, object> Scheduled(int users, TimeSpan ahead)
    {
        var appEvent = Some.Event(Some.Users(users));
        appEvent["sendAt"] = TimeProvider.System.GetUtcNow() + ahead;
        return appEvent;
    }

    private int Told(IReadOnlyList<string> users) => users.Sum(user => stack.Simulator.PushesTo(user).Count);

    private static async Task<string?> AskAsync(AppHost host, Push push, string what)
    {
        using var answer = await SendAsync(host, push, what);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("state").GetString();
    }

    private static async Task<string?> RefusedAsync(AppHost host, Push push, string what)
    {
        using var answer = await SendAsync(host, push, what);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
    }

    private static async Task<string> ReadAsync(AppHost host, Push push)
    {
        using var answer = await host.GetAsync($"api/pushes/{push.Id}");
        return await answer.Content.ReadAsStringAsync();
    }

    private static Task<HttpResponseMessage> SendAsync(AppHost host, Push push, string what) => host.SendAsync(
        new(HttpMethod.Post, new Uri($"api/pushes/{push.Id}/{what}", UriKind.Relative)));
}
