using PushFunctions.Budgets;
using PushFunctions.Dev.Load;
using PushFunctions.Dev.Stack;
using Spectre.Console;

namespace PushFunctions.Dev.Pacing;

/// <summary>Broadcasts against the limits per second that the far side documents for one of its plans.</summary>
internal static class PresetBench
{
    private const double ShortMinutes = 0.6;
    private const double FullMinutes = 5;
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(15);

    public static Task<int> RunAsync(CommandLine line, BudgetPreset preset, EndSignal end)
    {
        var minutes = line.Minutes ?? (line.Full ? FullMinutes : ShortMinutes);
        var options = line.ToBenchOptions(preset);
        return BenchReport.RunAsync(
            FormOf(options, preset, minutes), options,
            stack => MeasureAsync(stack, preset, minutes, AnsiConsole.WriteLine, end.Token),
            result => result.Figures(), PacingJson.Default.PresetResult, end.Token);
    }

    private static BenchForm FormOf(LocalStackOptions options, BudgetPreset preset, double minutes) => new(
        "limit",
        $"{preset}",
        BenchForm.HostsOf(options),
        BenchForm.SkewOf(options),
        BenchForm.StorageOf(options),
        BenchForm.Seconds(minutes));

    private static async Task<PresetResult> MeasureAsync(
        LocalStackOptions options, BudgetPreset preset, double minutes, Action<string> say,
        CancellationToken cancellationToken)
    {
        var perMinute = PresetResult.CallsPerSecondOf(preset) * 60;
        await using var run = await BenchRun.StartAsync(options, cancellationToken);
        var users = (int)(perMinute * minutes) * Broadcast.UsersPerCall;
        say($"{users:N0} users with the limits of {preset}, {options.Instances} hosts ...");

        var broadcast = new Broadcast(run, users);
        await broadcast.PostAsync((int)(perMinute * Ahead.TotalMinutes) * Broadcast.UsersPerCall, cancellationToken);
        await broadcast.SentAsync(cancellationToken);

        var calls = run.Calls.InOrder();
        var feeding = CallStretch.OfFullFeeding(calls, perMinute);
        var told = await broadcast.CountAsync(cancellationToken);
        var stats = await run.ClientFor(0).StatsAsync(cancellationToken);
        return new()
        {
            Preset = preset,
            Instances = options.Instances,
            SkewMilliseconds = options.ClockSkew.TotalMilliseconds,
            Seconds = feeding.Seconds,
            LeastWaiting = broadcast.LeastWaiting / Broadcast.UsersPerCall,
            ShareUsed = feeding.ShareOf(perMinute),
            MostInSecond = stats.Groups["total"].MaxInRollingSecond,
            Throttled = stats.Groups["total"].Throttled,
            SecondsToThrottled = calls.Where(call => call.IsThrottled)
                .Select(call => (double?)(call.At - calls[0].At).TotalSeconds).FirstOrDefault(),
            Told = told,
        };
    }
}
