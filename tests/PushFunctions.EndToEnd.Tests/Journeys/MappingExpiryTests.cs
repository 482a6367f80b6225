using PushFunctions.EndToEnd.Tests.Support;
using PushFunctions.Manage;
using PushFunctions.Receive;
using PushFunctions.Status;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>How long a push is worth sending, as its mapping says.</summary>
public sealed class MappingExpiryTests(App app) : IClassFixture<App>
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("PT1S", null, 0)]
    [InlineData("PT1S", 3_600, 1)]
    [InlineData("PT2H", 1, 0)]
    [InlineData("PT2H", null, 1)]
    public async Task The_events_own_moment_goes_before_the_mappings_time(string after, int? own, int accepted)
    {
        await using var stack = await Stack.StartAsync();
        await using var door = await stack.StartHostAsync(
            functions: [typeof(AcceptEventFunction), typeof(PutMappingFunction), typeof(GetPushFunction)]);
        var (user, appEvent) = await EventAsync(door, after);
        if (own is { } seconds) appEvent["expiresAt"] = TimeProvider.System.GetUtcNow() + seconds * Second;
        var push = await door.PostAsync(appEvent);
        await Task.Delay(Second, TimeProvider.System);

        await using var host = await stack.StartHostAsync();
        var end = await push.At(host).FinishedAsync();

        Assert.Equal(
            (accepted, 1 - accepted, accepted, 0), (end.Counts.Accepted, end.Counts.Expired, end.Calls, end.PossiblyTwice));
        Assert.Equal(accepted, stack.Simulator.PushesTo(user).Count);
    }

    [Fact]
    public async Task A_preview_warns_of_calls_behind_the_end()
    {
        await using var slow = await app.Stack.StartHostAsync(new Dictionary<string, string>
        {
            ["Budgets__PushSingle__CallsPerMinute"] = "600",
        });
        var (_, appEvent) = await EventAsync(slow, "PT1S");
        appEvent["to"] = new { users = Some.Users(10_000) };

        var preview = await slow.PreviewAsync(appEvent);

        Assert.Contains("expires", Assert.Single(preview.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sender_who_waits_behind_others_is_not_kept_behind_the_end()
    {
        var (user, appEvent) = await EventAsync(app.Host, "PT1S");
        var others = Some.Users(3).Select(other => app.Host.TryAwaitAsync(Some.Event(other))).ToList();
        await Soon.IsTrueAsync(
            async () => (await app.Stored.SnapshotAsync())
                .Count(line => line.StartsWith("PushIndex open", StringComparison.Ordinal)) >= 2,
            () => "Nobody waits.");

        var push = await app.Host.AwaitInVainAsync(appEvent);
        var end = await push.FinishedAsync();

        Assert.Equal(1, end.Counts.Accepted + end.Counts.Expired);
        Assert.Equal(end.Counts.Accepted, app.Simulator.PushesTo(user).Count);
        await Task.WhenAll(others);
    }

    private static async Task<(string User, Dictionary<string, object> Event)> EventAsync(AppHost host, string after)
    {
        var type = Some.Id("expiring");
        await host.PutMappingAsync(
            type, $$$"""{"message":{"title":"t","content":"c"},"expiresAfter":"{{{after}}}"}""");
        var user = Some.User();
        var appEvent = Some.Event(user);
        appEvent.Remove("push");
        appEvent["type"] = type;
        return (user, appEvent);
    }
}
