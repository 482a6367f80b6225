using PushFunctions.Dev.Stack;
using Xunit.Abstractions;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>Hosts that die while a push expires: every user is counted once, and nobody is told behind the end.</summary>
public sealed class KilledExpiryTests(ITestOutputHelper output)
{
    private const int Users = 8_000;

    // 5 calls a second: the 80 calls of a push would take 16 s.
    private const int CallsPerMinute = 300;

    private static readonly TimeSpan Life = TimeSpan.FromSeconds(8);

    private static readonly Dictionary<string, string> ShortTimes = new()
    {
        ["Delivery__ClaimTime"] = "00:00:05",
        ["Delivery__CallTimeout"] = "00:00:02",
        ["Delivery__ClockAllowance"] = "00:00:00.500",
        ["WatchdogSchedule"] = "*/5 * * * * *",
    };

    [Fact]
    public async Task Everybody_is_accepted_expired_or_unknown()
    {
        await using var stack = await LocalStack.StartAsync(
            new()
            {
                Instances = 2, CallsPerMinute = CallsPerMinute, HiddenTime = TimeSpan.FromSeconds(15), Settings = ShortTimes,
                Log = output.WriteLine,
            },
            CancellationToken.None);
        using var client = new BridgeClient(stack.Apis, stack.Simulator);
        await client.SlowDownAsync(TimeSpan.FromMilliseconds(300));
        var users = Enumerable.Range(0, Users).Select(user => $"user-{user:D4}").ToList();

        // The first one warms everything up.
        await client.FinishedAsync(await client.PostAsync("warm", ["warm"]));
        var pushId = await client.PostAsync("expiring", users, expiresAt: TimeProvider.System.GetUtcNow() + Life);
        // While it sends, and when it expires.
        foreach (var host in (int[])[0, 1])
        {
            await Task.Delay(Life / 2, TimeProvider.System);
            await stack.KillHostAsync(host);
        }

        var status = await client.FinishedAsync(pushId);

        var told = await client.ToldAsync(users);
        var (accepted, expired, unknown) = (status.Accepted, status.Counts["expired"], status.Counts["unknown"]);
        output.WriteLine($"{accepted} accepted, {expired} expired, {unknown} unknown, {status.PossiblyTwice} possibly twice");
        Assert.Equal(Users, accepted + expired + unknown);
        Assert.InRange(expired, 1, Users);
        Assert.InRange(told.Count(user => user.Value > 0), accepted, accepted + unknown);
        Assert.InRange(told.Count(user => user.Value > 1), 0, status.PossiblyTwice);
    }
}
