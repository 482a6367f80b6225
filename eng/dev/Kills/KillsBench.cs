using PushFunctions.Dev.Load;
using PushFunctions.Dev.Stack;
using Spectre.Console;

namespace PushFunctions.Dev.Kills;

/// <summary>
/// Hosts are killed at random moments of broadcasts, with the product's own times: how long their work lies, and who is
/// told twice for it.
/// </summary>
internal static class KillsBench
{
    private const int DefaultSeed = 1;
    private const int ShortKills = 5;
    private const int FullKills = 102;
    private const int DefaultHosts = 3;
    private const int CallsPerMinute = 300;

    // Each of them mostly waits for claims to run out; more would be slow on two cores, and the time is what counts.
    private const int Stacks = 3;

    public static Task<int> RunAsync(CommandLine line, EndSignal end)
    {
        var (seed, kills) = (line.Seed ?? DefaultSeed, line.Kills ?? (line.Full ? FullKills : ShortKills));
        var options = line.ToBenchOptions(CallsPerMinute);
        if (!line.Has("--instances")) options = options with { Instances = DefaultHosts };
        // Several stacks have ports of their own, and their storage in memory.
        options = options with
        {
            Port = 0, SimulatorPort = 0, StoragePort = 0, DataFolder = null, InMemoryStorage = true,
        };
        return BenchReport.RunAsync(
            new("kills", $"{kills}", $"seed{seed}"), options,
            stack => MeasureAsync(stack, seed, kills, line.Full, AnsiConsole.WriteLine, end.Token),
            result => result.Figures(), KillsJson.Default.KillsResult, end.Token);
    }

    private static async Task<KillsResult> MeasureAsync(
        LocalStackOptions options, int seed, int kills, bool isFull, Action<string> say,
        CancellationToken cancellationToken)
    {
        var stacks = Math.Min(Stacks, kills);
        say($"seed {seed}: {kills} kills of hosts with work in hand, in {stacks} stacks of {options.Instances} hosts ...");
        var lanes = await Task.WhenAll(Enumerable.Range(0, stacks).Select(stack =>
        {
            var own = options with { Log = line => options.Log($"stack {stack}: {line}") };
            var share = (kills / stacks) + (stack < kills % stacks ? 1 : 0);
            return new KillLane(own, seed, stack, say).RunAsync(share, cancellationToken);
        }));
        return new()
        {
            Seed = seed,
            Instances = options.Instances,
            CallsPerMinute = options.CallsPerMinute!.Value,
            IsFull = isFull,
            Kills = [.. lanes.SelectMany(lane => lane.Kills)],
            DoubledBatches = [.. lanes.SelectMany(lane => lane.Doubled)],
            Users = lanes.Sum(lane => lane.Users),
            Accepted = lanes.Sum(lane => lane.Accepted),
            Told = lanes.Sum(lane => lane.Told),
        };
    }
}
