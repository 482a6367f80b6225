using PushFunctions.Dev.Bench;
using PushFunctions.Dev.Load;
using PushFunctions.Dev.Stack;
using Spectre.Console;

namespace PushFunctions.Dev.Pacing;

/// <summary>A broadcast that uses the whole limit, and events to single users beside it.</summary>
internal static class MixedBench
{
    private const double ShortMinutes = 0.65;
    private const double FullMinutes = 5;
    private const double SinglesPerSecond = 2;
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(5);

    public static Task<int> RunAsync(CommandLine line, EndSignal end)
    {
        var minutes = line.Minutes ?? (line.Full ? FullMinutes : ShortMinutes);
        var options = line.ToBenchOptions(1_200);
        return BenchReport.RunAsync(
            BenchForm.On(options, "mixed", BenchForm.Seconds(minutes)), options,
            stack => MeasureAsync(stack, TimeSpan.FromMinutes(minutes), AnsiConsole.WriteLine, end.Token),
            result => result.Figures(), BenchJson.Default.MixedResult, end.Token);
    }

    private static async Task<MixedResult> MeasureAsync(
        LocalStackOptions options, TimeSpan length, Action<string> say, CancellationToken cancellationToken)
    {
        var limit = options.CallsPerMinute!.Value;
        await using var run = await BenchRun.StartAsync(options, cancellationToken);
        say($"{SinglesPerSecond} single events a second beside a broadcast, {options.Instances} hosts ...");
        var perMinute = limit * Broadcast.UsersPerCall;
        var broadcast = new Broadcast(run, (int)(perMinute * (length + Ahead + Aftermath).TotalMinutes));
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var posting = broadcast.PostAsync((int)(perMinute * Ahead.TotalMinutes), enough.Token);

        var from = await run.UntilAsync(CallStretch.WarmUp, cancellationToken);
        var singles = await SingleEvents.PostAsync(
            run, SinglesPerSecond, length - CallStretch.WarmUp, cancellationToken);
        var to = await run.UntilAsync(length, cancellationToken);
        await run.UntilAsync(length + Aftermath, cancellationToken);
        if (posting.IsFaulted) await posting;
        await enough.CancelAsync();
        await posting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        var calls = run.Calls.InOrder();
        var stats = await run.ClientFor(0).StatsAsync(cancellationToken);
        return new()
        {
            Instances = options.Instances,
            CallsPerMinute = limit,
            Singles = singles.Count,
            Missing = SingleEvents.Missing(singles, calls),
            Milliseconds = Spread.Of(SingleEvents.Waits(singles, calls)),
            ShareUsed = CallStretch.Between(calls, from, to).ShareOf(limit),
            MostInWindow = stats.Calls["push/single"].MaxInRolling60S,
            Throttled = stats.Calls["push/single"].Throttled,
        };
    }
}
