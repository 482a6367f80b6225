using PushFunctions.Dev.Stack;
using Xunit.Abstractions;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>Hosts that die while pushes wait for their time: they are sent then all the same, once.</summary>
public sealed class KilledScheduleTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Far = TimeSpan.FromSeconds(75);
    private static readonly TimeSpan Near = TimeSpan.FromSeconds(20);

    /// <summary>The promise is a second; another half is the busy machine's.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1.5);

    [Fact]
    public async Task Each_push_is_sent_at_its_time_and_once()
    {
        // The watchdog's times are the default ones.
        await using var stack = await LocalStack.StartAsync(
            new() { Instances = 2, HiddenTime = TimeSpan.FromSeconds(15), Log = output.WriteLine }, CancellationToken.None);
        using var client = new BridgeClient(stack.Apis, stack.Simulator);
        await client.FinishedAsync(await client.PostAsync("warm", ["warm"]));
        var now = TimeProvider.System.GetUtcNow();
        List<(string PushId, IReadOnlyList<string> Users, DateTimeOffset SendAt)> pushes = [];
        foreach (var (name, count, ahead) in ((string, int, TimeSpan)[])
            [("near-one", 1, Near), ("near-many", 250, Near), ("far-one", 1, Far), ("far-many", 250, Far)])
        {
            var users = Enumerable.Range(0, count).Select(user => $"{name}-{user:D3}").ToList();
            pushes.Add((await client.PostAsync(name, users, sendAt: now + ahead), users, now + ahead));
        }

        // Whichever has the watchdog: it dies in the minute in which pushes are opened. The other one has it then.
        foreach (var (host, at) in ((int, TimeSpan)[])[(0, TimeSpan.FromSeconds(10)), (1, TimeSpan.FromSeconds(50))])
        {
            await Task.Delay(now + at - TimeProvider.System.GetUtcNow(), TimeProvider.System);
            await stack.KillHostAsync(host);
        }

        foreach (var (pushId, users, sendAt) in pushes)
        {
            var status = await client.FinishedAsync(pushId);
            var first = await client.ToldAtAsync(users[0]);
            output.WriteLine($"{users[0]}: {(first[0] - sendAt).TotalMilliseconds:0} ms late");
            Assert.Equal((users.Count, 0), (status.Accepted, status.PossiblyTwice));
            Assert.InRange(Assert.Single(first), sendAt, sendAt + Late);
            Assert.All(await client.ToldAsync(users), user => Assert.Equal(1, user.Value));
        }
    }
}
