using PushFunctions.Dev.Load;
using PushFunctions.Dev.Stack;
using Spectre.Console;

namespace PushFunctions.Dev.Pacing;

/// <summary>
/// Broadcasts through several hosts against a hard limit and says how much of it was used and whether it was exceeded,
/// by the far side's own clock.
/// </summary>
internal static class LimitBench
{
    private const double ShortMinutes = 0.75;
    private const double FullMinutes = 10;
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(15);

    public static Task<int> RunAsync(CommandLine line, EndSignal end)
    {
        if (line.Preset is { } preset) return PresetBench.RunAsync(line, preset, end);
        var minutes = line.Minutes ?? (line.Full ? FullMinutes : ShortMinutes);
        var options = line.ToBenchOptions(1_200);
        return BenchReport.RunAsync(
            FormOf(options, minutes), options,
            async stack => await MeasureAsync(stack, minutes, AnsiConsole.WriteLine, end.Token) with
            {
                IsFull = line.Full,
            },
            result => result.Figures(), PacingJson.Default.LimitResult, end.Token);
    }

    private static BenchForm FormOf(LocalStackOptions options, double minutes) => new(
        "limit",
        $"{options.CallsPerMinute}",
        BenchForm.HostsOf(options),
        BenchForm.SkewOf(options),
        BenchForm.StorageOf(options),
        BenchForm.Seconds(minutes));

    /// <summary>Starts a stack of its own, broadcasts for so long, and waits until every user has an outcome.</summary>
    public static async Task<LimitResult> MeasureAsync(
        LocalStackOptions options, double minutes, Action<string> say, CancellationToken cancellationToken)
    {
        var limit = options.CallsPerMinute!.Value;
        await using var run = await BenchRun.StartAsync(options, cancellationToken);
        var users = (int)(limit * minutes) * Broadcast.UsersPerCall;
        say($"{users:N0} users at {limit:N0} calls per minute, {options.Instances} hosts ...");

        var broadcast = new Broadcast(run, users);
        await broadcast.PostAsync((int)(limit * Ahead.TotalMinutes * Broadcast.UsersPerCall), cancellationToken);
        await broadcast.SentAsync(cancellationToken);

        var calls = run.Calls.InOrder();
        var feeding = CallStretch.OfFullFeeding(calls, limit);
        var storage = run.StorageBetween(feeding.From, feeding.To);
        var growth = run.MemoryGrowth();
        var told = await broadcast.CountAsync(cancellationToken);
        var stats = await run.ClientFor(0).StatsAsync(cancellationToken);
        return new(
            options.Instances, limit, options.ClockSkew.TotalMilliseconds, feeding,
            broadcast.LeastWaiting / Broadcast.UsersPerCall, stats, storage, told, growth)
        {
            RunSeconds = CallStretch.SecondsOf(calls),
        };
    }
}
