using System.Globalization;
using PushFunctions.Dev.Stack;
using Xunit.Abstractions;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>
/// Real processes, really killed: whatever dies, everybody is told, and the ledger names whom it may have told twice.
/// A run is repeated by its seed, in the environment variable <c>PUSHFUNCTIONS_KILL_SEED</c>.
/// </summary>
public sealed class KilledHostTests(ITestOutputHelper output)
{
    private const string SeedVariable = "PUSHFUNCTIONS_KILL_SEED";
    private const int Kills = 10;
    private const int Instances = 2;
    private const int UsersPerPush = 2_000;

    // 5 calls a second: the 20 calls of a push take 4 s, so that a kill falls into every stage of it.
    private const int CallsPerMinute = 300;

    private static readonly TimeSpan SendingTime = TimeSpan.FromSeconds(4);

    private static readonly Dictionary<string, string> ShortTimes = new()
    {
        ["Delivery__ClaimTime"] = "00:00:05",
        ["Delivery__CallTimeout"] = "00:00:02",
        ["Delivery__ClockAllowance"] = "00:00:00.500",
        ["WatchdogSchedule"] = "*/5 * * * * *",
    };

    [Fact]
    public async Task Everybody_is_told_and_the_ledger_names_who_may_have_been_told_twice()
    {
        var seed = int.TryParse(
            Environment.GetEnvironmentVariable(SeedVariable), CultureInfo.InvariantCulture, out var given)
            ? given
            : Environment.TickCount;
        output.WriteLine($"seed {seed}");
        try
        {
            await KillAsync(new Random(seed));
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Repeat it with {SeedVariable}={seed}. {exception.Message}", exception);
        }
    }

    private async Task KillAsync(Random random)
    {
        await using var stack = await LocalStack.StartAsync(
            new()
            {
                Instances = Instances, CallsPerMinute = CallsPerMinute, HiddenTime = TimeSpan.FromSeconds(15), Settings = ShortTimes,
                Log = output.WriteLine,
            },
            CancellationToken.None);
        using var client = new BridgeClient(stack.Apis, stack.Simulator);
        // Time for a kill between the far side's taking a call and its answer.
        await client.SlowDownAsync(TimeSpan.FromMilliseconds(300));
        var pushes = new List<string>();
        for (var kill = 0; kill < Kills; kill++)
        {
            pushes.Add(await client.PostAsync($"kill-{kill}", Users(kill)));
            await Task.Delay(random.NextDouble() * SendingTime, TimeProvider.System);
            await stack.KillHostAsync(kill % Instances);
        }

        var ledger = new Ledger(stack.StorageConnectionString);
        for (var kill = 0; kill < Kills; kill++)
        {
            var status = await client.FinishedAsync(pushes[kill]);
            var possiblyTwice = await ledger.PossiblyTwiceAsync(pushes[kill], Users(kill));
            var told = await client.ToldAsync(Users(kill));
            Assert.Equal(UsersPerPush, status.Accepted);
            Assert.DoesNotContain(told, user => user.Value == 0);
            Assert.Subset(possiblyTwice, told.Where(user => user.Value > 1).Select(user => user.Key).ToHashSet());
            Assert.Equal(possiblyTwice.Count, status.PossiblyTwice);
            output.WriteLine($"push {kill}: {possiblyTwice.Count} possibly twice, {told.Count(user => user.Value > 1)} twice");
        }
    }

    private static IReadOnlyList<string> Users(int kill) =>
        [.. Enumerable.Range(0, UsersPerPush).Select(user => $"kill{kill}-{user:D4}")];
}
