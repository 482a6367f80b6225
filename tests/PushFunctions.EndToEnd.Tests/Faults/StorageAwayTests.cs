using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>Storage that is gone in the middle of a broadcast, and comes back.</summary>
public sealed class StorageAwayTests
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(20);

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Budgets__PushSingle__CallsPerMinute"] = "600",
        ["Delivery__ClaimTime"] = "00:00:30",
        ["Delivery__CallTimeout"] = "00:00:12",
    };

    [Fact]
    public async Task Twenty_seconds_without_storage_cost_nobody_the_message_and_double_only_whom_the_ledger_names()
    {
        await using var stack = await Stack.StartAsync(keepsFiles: true);
        AppHost[] hosts = [await stack.StartHostAsync(Settings), await stack.StartHostAsync(Settings)];
        var users = Some.Users(8_000);
        var push = await hosts[0].PostAsync(Some.Event(users));
        await Soon.IsTrueAsync(
            () => users.Count(user => stack.Simulator.PushesTo(user).Count > 0) >= 1_000, () => "Hardly anybody is told.");

        await stack.Azurite.StopAsync();
        await Task.Delay(Outage, TimeProvider.System);
        await stack.Azurite.StartAsync(CancellationToken.None);

        var end = await push.FinishedAsync();
        var twice = await new Ledger(stack.ConnectionString).PossiblyTwiceAsync(push.Id, users);
        var told = users.ToDictionary(user => user, user => stack.Simulator.PushesTo(user).Count);
        Assert.Equal(users.Count, end.Counts.Accepted);
        Assert.DoesNotContain(told, user => user.Value == 0);
        Assert.Subset(twice, told.Where(user => user.Value > 1).Select(user => user.Key).ToHashSet());
    }
}
