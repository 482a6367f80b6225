using System.Net;
using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>An event's id is its idempotency key, whichever host it comes to.</summary>
public sealed class SameEventTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task The_same_event_posted_200_times_to_two_hosts_at_once_is_one_push()
    {
        await using var second = await app.Stack.StartHostAsync();
        var users = Some.Users(250);
        var appEvent = Some.Event(users);

        var pushes = await Task.WhenAll(Enumerable.Range(0, 200)
            .Select(turn => (turn % 2 == 0 ? app.Host : second).PostAsync(appEvent)));
        var end = await pushes[0].FinishedAsync();

        Assert.Single(pushes, push => !push.Accepted.Duplicate);
        Assert.Single(pushes.Select(push => push.Id).Distinct());
        Assert.Equal((250, 3), (end.Counts.Accepted, end.Calls));
        app.Stack.AssertToldOnce(users);
    }

    [Fact]
    public async Task Of_two_bodies_under_one_id_posted_at_once_the_one_that_lost_leaves_nothing()
    {
        await using var second = await app.Stack.StartDoorAsync();
        var (users, others) = (Some.Users(150), Some.Users(150));
        var (one, other) = (Some.Event(users), Some.Event(others));
        other["id"] = one["id"];

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(turn => (turn / 2 % 2 == 0 ? app.Host : second)
            .TryPostAsync(JsonSerializer.Serialize(turn % 2 == 0 ? one : other))));

        Assert.Equal(25, answers.Count(answer => answer.StatusCode == HttpStatusCode.Accepted));
        Assert.Equal(25, answers.Count(answer => answer.StatusCode == HttpStatusCode.UnprocessableEntity));
        var push = await app.PostAsync(
            answers[0].StatusCode == HttpStatusCode.Accepted ? one : other);
        await push.FinishedAsync();
        var stored = await app.Stored.SnapshotAsync();
        Assert.Single(stored, line => line.StartsWith($"pushes {push.Id}/", StringComparison.Ordinal));
        Assert.DoesNotContain(stored, line => line.StartsWith("PushIndex open", StringComparison.Ordinal)
            && line.Contains(push.Id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_body_under_the_same_id_is_refused()
    {
        var user = Some.User();
        var appEvent = Some.Event(user);
        var push = await app.PostAsync(appEvent);

        appEvent["push"] = new { title = "Hello", content = "Something else" };
        using var response = await app.Host.TryPostAsync(JsonSerializer.Serialize(appEvent));

        var problem = await ProblemAnswer.ReadAsync(response, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("idempotency_mismatch", problem.Code);
        await push.FinishedAsync();
        app.Stack.AssertToldOnce([user]);
    }

    [Fact]
    public async Task The_order_of_names_and_white_space_do_not_matter()
    {
        var (id, user) = (Some.Id(), Some.User());
        var first = $$"""{"id":"{{id}}","type":"t","to":{"user":"{{user}}" },"push":{"title":"a","content":"b"} }""";
        var second = $$"""
            { "push": { "content": "b", "title": "a" }, "to": { "user": "{{user}}" },
              "type": "\u0074", "id": "{{id}}" }
            """;

        using var one = await app.Host.TryPostAsync(first);
        using var two = await app.Host.TryPostAsync(second);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (one.StatusCode, two.StatusCode));
        Assert.Contains("\"duplicate\":false", await one.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("\"duplicate\":true", await two.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_body_under_another_id_is_another_push()
    {
        var user = Some.User();
        var first = await app.PostAsync(Some.Event(user));
        var second = await app.PostAsync(Some.Event(user));

        await Task.WhenAll(first.FinishedAsync(), second.FinishedAsync());

        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(2, app.Simulator.PushesTo(user).Count);
    }

    [Fact]
    public async Task An_event_posted_again_after_its_end_tells_how_it_ended()
    {
        var user = Some.User();
        var appEvent = Some.Event(user);
        await (await app.PostAsync(appEvent)).FinishedAsync();

        var again = await app.PostAsync(appEvent);

        Assert.Equal((true, "finished"), (again.Accepted.Duplicate, again.Accepted.State));
        app.Stack.AssertToldOnce([user]);
    }

    [Fact]
    public async Task Ten_thousand_users_are_told_exactly_once_by_two_hosts()
    {
        await using var second = await app.Stack.StartHostAsync();
        var users = Some.Users(10_000);

        var push = await app.PostAsync(Some.Event(users));
        var end = await push.At(second).FinishedAsync();

        Assert.Equal((10_000, 100, 0), (end.Counts.Accepted, end.Calls, end.PossiblyTwice));
        app.Stack.AssertToldOnce(users);
    }
}
