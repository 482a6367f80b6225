using System.Net;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>The list of pushes, newest first, while they go their ways.</summary>
public sealed class ListingTests(App app) : IClassFixture<App>
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    public async Task Pushes_of_all_kinds_are_paged_newest_first_and_found_by_their_states(int limit)
    {
        var type = Some.Id("type");
        var single = await app.PostAsync(Event(type, Some.Users(1)));
        var broadcast = await app.PostAsync(Event(type, Some.Users(150)));
        var waiting = await app.PostAsync(Event(type, Some.Users(1), ahead: TimeSpan.FromDays(1)));
        var paused = await app.PostAsync(Event(type, Some.Users(1), ahead: TimeSpan.FromDays(2)));
        var cancelled = await app.PostAsync(Event(type, Some.Users(150), ahead: TimeSpan.FromDays(3)));
        await AskAsync(paused, "pause");
        await AskAsync(cancelled, "cancel");
        await single.FinishedAsync();
        await broadcast.FinishedAsync();
        await cancelled.UntilAsync(status => status.Counts.Cancelled == 150);

        var all = await app.Host.ListAllAsync($"type={type}&limit={limit}");

        Assert.Equal(
            [
                (cancelled.Id, "cancelled", 150), (paused.Id, "paused", 1), (waiting.Id, "waiting", 1),
                (broadcast.Id, "finished", 150), (single.Id, "finished", 1),
            ],
            all.Select(push => (push.PushId, push.State, push.Targets)));
        Assert.All(all, push => Assert.Equal(type, push.Type));
        Assert.Equal([true, true, true, false, false], all.Select(push => push.SendAt > push.CreatedAt));
        await Soon.IsTrueAsync(
            async () => (await app.Host.ListAllAsync($"type={type}&state=finished")).Count == 2, () => "Not listed.");
        foreach (var state in all.GroupBy(push => push.State))
        {
            Assert.Equal(
                state.Select(push => push.PushId),
                (await app.Host.ListAllAsync($"type={type}&state={state.Key}&limit={limit}")).Select(push => push.PushId));
        }
    }

    [Fact]
    public async Task Pushes_that_end_between_two_pages_are_neither_lost_nor_shown_twice()
    {
        await using var stack = await Stack.StartAsync();
        await using var door = await stack.StartDoorAsync();
        var pushes = new List<Push>();
        for (var no = 0; no < 7; no++) pushes.Insert(0, await door.PostAsync(Some.Event(Some.User())));

        var first = await door.ListAsync("limit=3");
        await using var host = await stack.StartHostAsync();
        foreach (var push in pushes) await push.At(host).FinishedAsync();
        var second = await door.NextAsync("limit=3", first);
        var third = await door.NextAsync("limit=3", second!);

        Assert.Equal(pushes.Select(push => push.Id), first.Ids.Concat(second!.Ids).Concat(third!.Ids));
        Assert.Null(third.Cursor);
        Assert.All(first.Pushes, push => Assert.Equal("waiting", push.State));
        Assert.All(second.Pushes.Concat(third.Pushes), push => Assert.Equal("finished", push.State));
    }

    [Fact]
    public async Task A_scheduled_push_is_listed_from_its_acceptance_and_cancelled_at_once_when_it_is_asked_for()
    {
        await using var door = await app.Stack.StartDoorAsync();
        var type = Some.Id("type");
        var push = await door.PostAsync(Event(type, Some.Users(1), ahead: TimeSpan.FromDays(300)));

        var before = Assert.Single(await door.ListAllAsync($"type={type}&state=waiting"));
        await AskAsync(push, "cancel");
        var after = Assert.Single(await door.ListAllAsync($"type={type}&state=cancelled"));

        Assert.Equal(("waiting", "cancelled"), (before.State, after.State));
        Assert.Empty(await door.ListAllAsync($"type={type}&state=waiting"));
        await push.At(app.Host).UntilAsync(status => status.Counts.Cancelled == 1);
        Assert.Equal(after, Assert.Single(await app.Host.ListAllAsync($"type={type}")));
    }

    [Fact]
    public async Task Each_app_has_a_list_of_its_own()
    {
        var appEvent = Some.Event(Some.User());
        appEvent["app"] = "second";
        var push = await app.PostAsync(appEvent);

        Assert.Equal([push.Id], (await app.Host.ListAllAsync("app=second")).Select(listed => listed.PushId));
        Assert.DoesNotContain(push.Id, (await app.Host.ListAllAsync("limit=1000")).Select(listed => listed.PushId));
    }

    [Theory]
    [InlineData("state=gone", "query:state", "waiting, sending, paused, stalled, finished, cancelled")]
    [InlineData("type=", "query:type", "1 to 1024 characters")]
    [InlineData("limit=1001", "query:limit", "1 to 1,000")]
    [InlineData("cursor=YWxs", "query:cursor", "Begin without one")]
    public async Task What_there_is_not_is_refused_with_what_there_is(string query, string path, string allowed)
    {
        using var response = await app.Host.GetAsync($"api/pushes?{query}");

        var problem = await ProblemAnswer.ReadAsync(response, HttpStatusCode.BadRequest);
        Assert.Equal("invalid_query", problem.Code);
        Assert.Equal([path], problem.Paths);
        Assert.Contains(allowed, problem.Detail, StringComparison.Ordinal);
    }

    private static Dictionary<string, object> Event(string type, IReadOnlyList<string> users, TimeSpan? ahead = null)
    {
        var appEvent = Some.Event(users);
        appEvent["type"] = type;
        if (ahead is { } time) appEvent["sendAt"] = TimeProvider.System.GetUtcNow() + time;
        return appEvent;
    }

    private async Task AskAsync(Push push, string what)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri($"api/pushes/{push.Id}/{what}", UriKind.Relative));
        using var response = await app.Host.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
