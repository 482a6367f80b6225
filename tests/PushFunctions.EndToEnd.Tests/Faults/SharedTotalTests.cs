using System.Net;
using AgoraChat.Simulator;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>The free plan takes 10 calls a second of any kind; two hosts and both ways of sending share them.</summary>
public sealed class SharedTotalTests
{
    private const string Broadcast = "push/single";
    private const string Awaited = "push/sync/{target}";
    private const int Batches = 40;
    private const int AwaitedOfHost = 10;

    /// <summary>Time between calls: a second and a millisecond, and allowances of 20, 1,000 and 50 ms, by 10.</summary>
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(207.1);

    private static readonly Dictionary<string, string> FreePlan = new()
    {
        ["Budgets__Preset"] = "agoraFree",
        ["Budgets__PushSingle__CallsPerMinute"] = "1200",
        // Other tests run beside this one: calls come later here than on a machine of their own.
        ["Budgets__Total__NetworkAllowance"] = "00:00:01",
        ["Budgets__PushSync__NetworkAllowance"] = "00:00:01",
        // The documented one a second would hardly count beside the broadcast.
        ["Budgets__PushSync__CallsPerSecond"] = "5",
    };

    [Fact]
    public async Task A_broadcast_and_events_whose_senders_wait_never_exceed_it_together()
    {
        await using var stack = await Stack.StartAsync();
        stack.Simulator.Limits.Set(LimitPreset.AgoraFree);
        stack.Simulator.Limits.Set(Awaited, new CallLimit { CallsPerSecond = 5 });
        AppHost[] hosts = [await stack.StartHostAsync(FreePlan), await stack.StartHostAsync(FreePlan)];
        // The first ones warm everything up.
        foreach (var host in hosts) await host.AwaitAsync(Some.Event(Some.User()));
        var users = Some.Users(Batches * 100);

        var push = await hosts[0].PostAsync(Some.Event(users));
        await Soon.IsTrueAsync(() => stack.Simulator.Stats.Calls[Broadcast].Total > 0, () => "No call was made.");
        await Task.WhenAll(hosts.Select(AwaitSomeAsync));
        await push.FinishedAsync();

        Assert.Equal(0, stack.Simulator.Stats.Groups["total"].Throttled);
        var calls = stack.Simulator.Calls(int.MaxValue).OrderBy(call => call.At)
            .SkipWhile(call => call.Endpoint != Broadcast).ToList();
        Assert.All(calls, call => Assert.Equal((int)HttpStatusCode.OK, call.Status));
        Assert.Equal(Batches + (hosts.Length * AwaitedOfHost), calls.Count);
        // All in one line: if those of one kind took no slots of the other's, it would be a quarter less.
        Assert.InRange(calls[^1].At - calls[0].At, 0.9 * calls.Count * Spacing, TimeSpan.MaxValue);
        stack.AssertToldOnce(users);
    }

    private static async Task AwaitSomeAsync(AppHost host)
    {
        for (var number = 0; number < AwaitedOfHost; number++) await host.AwaitAsync(Some.Event(Some.User()));
    }
}
