using PushFunctions.Dev.Stack;
using PushFunctions.EndToEnd.Tests.Support;
using Xunit.Abstractions;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>
/// Hosts killed while a push is cut, and while it is delivered: nobody is lost, and at most those are told twice whose
/// calls the ledger named when the hosts died.
/// </summary>
public sealed class KilledStageTests(ITestOutputHelper output)
{
    private const int CallsPerMinute = 300;
    private static readonly IReadOnlyList<string> Users = Some.Users(1_200);

    private static readonly Dictionary<string, string> ShortTimes = new()
    {
        ["Delivery__ClaimTime"] = "00:00:05",
        ["Delivery__CallTimeout"] = "00:00:02",
        ["Delivery__ClockAllowance"] = "00:00:00.500",
        ["WatchdogSchedule"] = "*/5 * * * * *",
    };

    [Theory]
    [InlineData("dispatch", 1)]
    [InlineData("dispatch", 2)]
    [InlineData("delivery", 1)]
    [InlineData("delivery", 2)]
    public async Task Nobody_is_lost_and_only_whom_the_ledger_names_may_be_told_twice(string stage, int killed)
    {
        await using var stack = await LocalStack.StartAsync(
            new()
            {
                Instances = 2, CallsPerMinute = CallsPerMinute, HiddenTime = TimeSpan.FromSeconds(15),
                Settings = ShortTimes, Log = output.WriteLine,
            },
            CancellationToken.None);
        using var client = new BridgeClient(stack.Apis, stack.Simulator);
        var ledger = new Ledger(stack.StorageConnectionString);
        // Time for a kill between the far side's taking a call and its answer.
        await client.SlowDownAsync(TimeSpan.FromMilliseconds(300));
        var push = await client.PostAsync($"{stage}-{killed}", Users);

        await Soon.IsTrueAsync(
            async () => stage == "dispatch"
                ? await ledger.HasStepAsync(push)
                : (await client.ToldAsync(Users.Take(1).Append(Users[^1]).ToList())).Values.Any(times => times > 0),
            () => $"The push is not in {stage}.");
        for (var host = 0; host < killed; host++) await stack.KillHostAsync(host);
        var named = await ledger.NamedAsync(push, Users);

        var status = await client.FinishedAsync(push);
        var possiblyTwice = await ledger.PossiblyTwiceAsync(push, Users);
        var told = await client.ToldAsync(Users);
        output.WriteLine($"{named.Count} named, {possiblyTwice.Count} possibly twice");
        Assert.Equal(Users.Count, status.Accepted);
        Assert.DoesNotContain(told, user => user.Value == 0);
        Assert.Subset(possiblyTwice, told.Where(user => user.Value > 1).Select(user => user.Key).ToHashSet());
        Assert.Subset(named, possiblyTwice);
        Assert.Equal(possiblyTwice.Count, status.PossiblyTwice);
    }
}
