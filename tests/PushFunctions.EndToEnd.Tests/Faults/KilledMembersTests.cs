using System.Net.Http.Json;
using System.Text.Json;
using PushFunctions.Dev.Run;
using PushFunctions.Dev.Stack;
using PushFunctions.EndToEnd.Tests.Support;
using PushFunctions.Storage;
using Xunit.Abstractions;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>
/// A host that dies while it looks the users of a push up by their labels: the next one goes on with the list as it is,
/// and nobody is forgotten, or told twice without its being said.
/// </summary>
public sealed class KilledMembersTests(ITestOutputHelper output)
{
    private const int OfLabel = 16_000;
    private const int Muted = 700;

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Delivery__ClaimTime"] = "00:00:05",
        ["Delivery__CallTimeout"] = "00:00:02",
        ["Delivery__ClockAllowance"] = "00:00:00.500",
        ["WatchdogSchedule"] = "*/5 * * * * *",
    };

    [Fact]
    public async Task Whoever_is_chosen_is_told_although_the_host_dies_while_they_are_looked_up()
    {
        await using var stack = await LocalStack.StartAsync(
            new()
            {
                Instances = 1, CallsPerMinute = 12_000, HiddenTime = TimeSpan.FromSeconds(10), Settings = Settings,
                // Half of one label are in the other one, too.
                Rows = [Rows("gold", 0, OfLabel), Rows("silver", OfLabel / 2, OfLabel), Rows("muted", OfLabel, Muted)],
                Log = output.WriteLine,
            },
            CancellationToken.None);
        using var http = new HttpClient(new SocketsHttpHandler());
        using var client = new BridgeClient(stack.Apis, stack.Simulator);

        var push = await client.PostToAsync("sale", new { members = new { any = (string[])["gold", "silver"], none = (string[])["muted"] } });
        var (found, isExpanding) = (0, true);
        await Soon.IsTrueAsync(
            async () =>
            {
                var view = await http.GetFromJsonAsync<JsonElement>(new Uri(stack.Api, $"pushes/{push}"));
                (found, isExpanding) = (view.GetProperty("targets").GetInt32(), view.TryGetProperty("expanding", out _));
                return found > 0;
            },
            () => "Nobody was found.");
        await stack.KillHostAsync(0);
        output.WriteLine($"killed with {found} users found");
        Assert.True(isExpanding, $"All {found} had been found.");

        var status = await client.FinishedAsync(push);

        var chosen = OfLabel * 3 / 2 - Muted;
        Assert.Equal((chosen, chosen), (status.Targets, status.Accepted));
        var stats = (await http.GetFromJsonAsync<SimulatorStats>(new Uri(stack.Simulator, "simulator/stats")))!;
        Assert.Equal(chosen, stats.DistinctUsers);
        Assert.InRange(stats.UsersSentTwice, 0, status.PossiblyTwice);
        output.WriteLine($"{stats.UsersSentTwice} told twice, {status.PossiblyTwice} possibly");
    }

    private static FilledRows Rows(string label, int from, int count) =>
        new(TableNames.LabelMembers, label, "u", Digits: 6, from, count);
}
