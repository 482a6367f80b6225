using PushFunctions.Dev.Load;
using PushFunctions.Dev.Run;
using PushFunctions.Dev.Stack;
using Spectre.Console;

namespace PushFunctions.Dev.Pacing;

/// <summary>The far side's limit falls below the budget in the middle of a broadcast.</summary>
/// <remarks>
/// A limit that is counted over a minute needs minutes to be found; the short form lowers to one that is counted over
/// ten seconds.
/// </remarks>
internal static class LoweredBench
{
    private const int CallsPerMinute = 1_200;
    private const int Lowered = 600;
    private static readonly Plan Short = new(
        Before: TimeSpan.FromSeconds(11), Settling: TimeSpan.FromSeconds(16), Measured: TimeSpan.FromSeconds(14),
        new CallLimit(CallsPerTenSeconds: Lowered / 6));
    private static readonly Plan Full = new(
        Before: TimeSpan.FromSeconds(70), Settling: TimeSpan.FromSeconds(60), Measured: TimeSpan.FromSeconds(180),
        new CallLimit(CallsPerMinute: Lowered));
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(15);

    public static Task<int> RunAsync(CommandLine line, EndSignal end)
    {
        var options = line.ToBenchOptions(CallsPerMinute);
        if (options.CallsPerMinute != CallsPerMinute)
            throw new UsageException($"`./dev bench lowered` goes from {CallsPerMinute} to {Lowered} calls a minute.");
        return BenchReport.RunAsync(
            BenchForm.On(options, "lowered", line.Full ? "full" : "short"), options,
            stack => MeasureAsync(stack, line.Full ? Full : Short, AnsiConsole.WriteLine, end.Token),
            result => result.Figures(), PacingJson.Default.LoweredResult, end.Token);
    }

    private static async Task<LoweredResult> MeasureAsync(
        LocalStackOptions options, Plan plan, Action<string> say, CancellationToken cancellationToken)
    {
        await using var run = await BenchRun.StartAsync(options, cancellationToken);
        say($"{CallsPerMinute:N0} calls per minute, lowered to {Lowered:N0}, {options.Instances} hosts ...");
        const int PerMinute = CallsPerMinute * Broadcast.UsersPerCall;
        var broadcast = new Broadcast(run, (int)(PerMinute * (plan.Length + Ahead).TotalMinutes));
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var posting = broadcast.PostAsync((int)(PerMinute * Ahead.TotalMinutes), enough.Token);

        await run.UntilAsync(plan.Before, cancellationToken);
        await run.ClientFor(0).LimitAsync("push/single", plan.Limit, cancellationToken);
        var lowered = TimeProvider.System.GetUtcNow();
        await run.UntilAsync(plan.Length, cancellationToken);
        if (posting.IsFaulted) await posting;
        await enough.CancelAsync();
        await posting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        return LoweredResult.From(
            options.Instances, CallsPerMinute, Lowered, run.Calls.InOrder(), lowered, plan.Settling, plan.Measured);
    }

    private sealed record Plan(TimeSpan Before, TimeSpan Settling, TimeSpan Measured, CallLimit Limit)
    {
        // A second more: the lowering itself takes a moment.
        public TimeSpan Length => Before + Settling + Measured + TimeSpan.FromSeconds(1);
    }
}
