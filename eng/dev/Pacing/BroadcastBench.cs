using PushFunctions.Dev.Load;
using PushFunctions.Dev.Stack;
using Spectre.Console;

namespace PushFunctions.Dev.Pacing;

/// <summary>Very many users, whose events are posted at once: how long, who was told, at what cost.</summary>
internal static class BroadcastBench
{
    private const int ShortUsers = 60_000;
    private const int FullUsers = 1_000_000;

    // What settles and ends the pushes after the last call.
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(5);

    public static Task<int> RunAsync(CommandLine line, EndSignal end)
    {
        var users = line.Users ?? (line.Full ? FullUsers : ShortUsers);
        var options = line.ToBenchOptions(1_200);
        return BenchReport.RunAsync(
            BenchForm.On(options, "broadcast", $"{users}"), options,
            stack => MeasureAsync(stack, users, AnsiConsole.WriteLine, end.Token),
            result => result.Figures(), PacingJson.Default.BroadcastResult, end.Token);
    }

    private static async Task<BroadcastResult> MeasureAsync(
        LocalStackOptions options, int users, Action<string> say, CancellationToken cancellationToken)
    {
        var limit = options.CallsPerMinute!.Value;
        await using var run = await BenchRun.StartAsync(options, cancellationToken);
        say($"{users:N0} users at {limit:N0} calls per minute, {options.Instances} hosts ...");

        var start = TimeProvider.System.GetUtcNow();
        var broadcast = new Broadcast(run, users);
        await broadcast.PostAsync(cancellationToken);
        await broadcast.SentAsync(cancellationToken);

        var calls = run.Calls.InOrder();
        var last = calls[^1].At;
        await run.UntilAsync(last - calls[0].At + Aftermath, cancellationToken);
        // The statuses are the benchmark's own question: storage's work is told before they are asked for.
        var storage = run.StorageBetween(start, last + Aftermath);
        var growth = run.MemoryGrowth();
        var told = await broadcast.CountAsync(cancellationToken);
        var stats = await run.ClientFor(0).StatsAsync(cancellationToken);
        return new()
        {
            Instances = options.Instances,
            CallsPerMinute = limit,
            Seconds = (last - start).TotalSeconds,
            RunSeconds = CallStretch.SecondsOf(calls),
            MostInWindow = stats.Calls["push/single"].MaxInRolling60S,
            Throttled = stats.Calls["push/single"].Throttled,
            Storage = storage,
            Told = told,
            GrowthMegabytes = growth,
        };
    }
}
