using System.Net;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>Who ended badly is listed, each once, over as many pages as it takes.</summary>
public sealed class FailureTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task Those_who_failed_and_died_are_listed_and_those_who_were_tried_again_are_not()
    {
        var users = Some.Users(2_500);
        IReadOnlyList<string> unbound = [.. users.Where((_, no) => no % 40 == 3)];
        IReadOnlyList<string> hopeless = [.. users.Where((_, no) => no % 300 == 7)];
        IReadOnlyList<string> unlucky = [.. users.Where((_, no) => no % 100 == 50)];
        Say(unbound, "FAIL", "no push binding");
        Say(hopeless, "ERROR", "internal error");
        foreach (var user in unlucky) Say([user], "ERROR", "internal error", count: 1);

        var push = await app.PostAsync(Some.Event(users));
        var end = await push.FinishedAsync();

        var listed = await app.Host.FailuresOfAsync(push.Id, "limit=17");
        Assert.Equal((unbound.Count, hopeless.Count), (end.Counts.Failed, end.Counts.Dead));
        Assert.Equal(unbound, listed.Take(unbound.Count).Select(failure => failure.User));
        // Second tries are put together as they come.
        Assert.Equal(hopeless, listed.Skip(unbound.Count).Select(failure => failure.User).Order(StringComparer.Ordinal));
        Assert.All(
            listed.Take(unbound.Count),
            failure => Assert.Equal(("failed", "FAIL", "no push binding", 1), Told(failure)));
        Assert.All(
            listed.Skip(unbound.Count),
            failure => Assert.Equal(("dead", "ERROR", "internal error", 3), Told(failure)));
        var dead = await app.Host.FailuresOfAsync(push.Id, "outcome=dead");
        Assert.Equal(hopeless, dead.Select(failure => failure.User).Order(StringComparer.Ordinal));
        Assert.Empty(await app.Host.FailuresOfAsync(push.Id, "outcome=expired,cancelled,unknown"));
    }

    [Fact]
    public async Task Whom_a_cancelled_push_did_not_come_to_is_listed_for_who_asks()
    {
        var users = Some.Users(2_500);
        var appEvent = Some.Event(users);
        appEvent["sendAt"] = TimeProvider.System.GetUtcNow() + TimeSpan.FromDays(300);
        var push = await app.PostAsync(appEvent);

        using var cancelled = await app.Host.SendAsync(
            new(HttpMethod.Post, new Uri($"api/pushes/{push.Id}/cancel", UriKind.Relative)));

        Assert.Equal(HttpStatusCode.OK, cancelled.StatusCode);
        Assert.Empty(await app.Host.FailuresOfAsync(push.Id));
        var listed = await app.Host.FailuresOfAsync(push.Id, "outcome=cancelled&limit=999");
        Assert.Equal(users, listed.Select(failure => failure.User));
        Assert.All(listed, failure => Assert.Equal(("cancelled", "CANCELLED", 0), (failure.Outcome, failure.Status, failure.Tries)));
    }

    private static (string, string, string, int) Told(FailureItem failure) =>
        (failure.Outcome, failure.Status, failure.Description, failure.Tries);

    private void Say(IReadOnlyList<string> users, string status, string description, int? count = null) =>
        app.Simulator.Faults.Add(new()
        {
            Endpoint = "push/single",
            PushStatus = status,
            Desc = description,
            Users = users,
            Count = count,
        });
}
