using PushFunctions.Dev.Load;
using PushFunctions.Dev.Stack;
using Spectre.Console;

namespace PushFunctions.Dev.Pacing;

/// <summary>Storage is away in the middle of a broadcast: connections break and are refused, for 3 s or longer.</summary>
/// <remarks>
/// The way to it is shut. Processes that are stopped and started again are away for longer, and for as long as the
/// machine pleases.
/// </remarks>
internal static class OutageBench
{
    private const double ShortMinutes = 0.6;
    private const double FullMinutes = 3;

    private const int UsualSecondsAway = 3;

    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(2);

    public static Task<int> RunAsync(CommandLine line, EndSignal end)
    {
        var minutes = line.Minutes ?? (line.Full ? FullMinutes : ShortMinutes);
        var away = line.SecondsAway ?? UsualSecondsAway;
        var options = line.ToBenchOptions(1_200);
        var form = BenchForm.On(options, "outage", BenchForm.Seconds(minutes));
        if (away != UsualSecondsAway) form = form with { Traits = [.. form.Traits, $"away{away}"] };
        return BenchReport.RunAsync(
            form, options,
            stack => MeasureAsync(
                stack, TimeSpan.FromMinutes(minutes), TimeSpan.FromSeconds(away), line.Full, AnsiConsole.WriteLine,
                end.Token),
            result => result.Figures(), PacingJson.Default.OutageResult, end.Token);
    }

    private static async Task<OutageResult> MeasureAsync(
        LocalStackOptions options, TimeSpan length, TimeSpan outage, bool isFull, Action<string> say,
        CancellationToken cancellationToken)
    {
        var limit = options.CallsPerMinute!.Value;
        using var door = new StorageDoor();
        await using var run = await BenchRun.StartAsync(door.Lead(options), cancellationToken);
        var begin = length / 2;
        // What a longer outage takes from the run is added to it, and the longer time for the rate's return.
        length += TimeSpan.FromSeconds(OutageResult.MostSecondsToRate(outage.TotalSeconds) - UsualSecondsAway);
        say($"Storage away for {outage.TotalSeconds:0} s in the middle of a broadcast, {options.Instances} hosts ...");
        await new Broadcast(run, (int)(limit * (length.TotalMinutes + 0.3)) * Broadcast.UsersPerCall)
            .PostAsync(cancellationToken);
        await run.UntilAsync(begin, cancellationToken);

        var gone = TimeProvider.System.GetUtcNow();
        door.Shut();
        await run.UntilAsync(() => TimeProvider.System.GetUtcNow() >= gone + outage, cancellationToken);
        door.Open();
        var back = TimeProvider.System.GetUtcNow();
        var to = await run.UntilAsync(
            length + outage - TimeSpan.FromSeconds(UsualSecondsAway), cancellationToken);
        // The last calls are known when they are answered and the log is read.
        await run.UntilAsync(() => TimeProvider.System.GetUtcNow() >= to + Aftermath, cancellationToken);

        var stats = await run.ClientFor(0).StatsAsync(cancellationToken);
        return OutageResult.From(
            options.Instances, limit, isFull, stats.Calls["push/single"], run.Calls.InOrder(), gone, back, to);
    }
}
