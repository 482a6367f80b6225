using PushFunctions.Dev.Load;
using PushFunctions.Dev.Stack;
using Spectre.Console;

namespace PushFunctions.Dev.Pacing;

/// <summary>A broadcast that uses the whole limit, and events to single users beside it.</summary>
internal static class MixedBench
{
    private const double ShortMinutes = 0.65;
    private const double FullMinutes = 5;
    private const int FullUsers = 1_000_000;
    private const double SinglesPerSecond = 2;
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(5);

    public static Task<int> RunAsync(CommandLine line, EndSignal end)
    {
        var minutes = line.Minutes ?? (line.Full ? FullMinutes : ShortMinutes);
        var options = line.ToBenchOptions(1_200);
        return BenchReport.RunAsync(
            BenchForm.On(options, "mixed", $"{(line.Full ? "full-" : "")}{BenchForm.Seconds(minutes)}"), options,
            stack => MeasureAsync(
                stack, TimeSpan.FromMinutes(minutes), line.Full, AnsiConsole.WriteLine, end.Token),
            result => result.Figures(), PacingJson.Default.MixedResult, end.Token);
    }

    private static async Task<MixedResult> MeasureAsync(
        LocalStackOptions options, TimeSpan length, bool isFull, Action<string> say,
        CancellationToken cancellationToken)
    {
        var limit = options.CallsPerMinute!.Value;
        await using var run = await BenchRun.StartAsync(options, cancellationToken);
        say($"{SinglesPerSecond} single events a second beside a broadcast, {options.Instances} hosts ...");
        var perMinute = limit * Broadcast.UsersPerCall;
        var needed = (int)(perMinute * (length + Ahead + Aftermath).TotalMinutes);
        var broadcast = new Broadcast(run, isFull ? Math.Max(needed, FullUsers) : needed);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var posting = broadcast.PostAsync(isFull ? int.MaxValue : (int)(perMinute * Ahead.TotalMinutes), enough.Token);
        // All of its pushes are open before the first single event comes.
        if (isFull) await posting;

        await run.UntilAsync(CallStretch.WarmUp, cancellationToken);
        var (from, openPushes) = (TimeProvider.System.GetUtcNow(), broadcast.Posted);
        var singles = await SingleEvents.PostAsync(
            run, SinglesPerSecond, length - CallStretch.WarmUp, cancellationToken);
        var to = TimeProvider.System.GetUtcNow();
        await run.UntilAsync(() => TimeProvider.System.GetUtcNow() >= to + Aftermath, cancellationToken);
        if (posting.IsFaulted) await posting;
        await enough.CancelAsync();
        await posting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        var calls = run.Calls.InOrder();
        var stats = await run.ClientFor(0).StatsAsync(cancellationToken);
        return new()
        {
            Instances = options.Instances,
            CallsPerMinute = limit,
            OpenPushes = openPushes,
            Singles = singles.Count,
            Missing = SingleEvents.Missing(singles, calls),
            Milliseconds = Spread.Of(SingleEvents.Waits(singles, calls)),
            ShareUsed = CallStretch.ShareOfTime(calls, from, to, limit),
            RunSeconds = CallStretch.SecondsOf(calls),
            MostInWindow = stats.Calls["push/single"].MaxInRolling60S,
            Throttled = stats.Calls["push/single"].Throttled,
        };
    }
}
