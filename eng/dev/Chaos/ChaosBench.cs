using System.Collections.Concurrent;
using PushFunctions.Dev.Load;
using PushFunctions.Dev.Members;
using PushFunctions.Dev.Run;
using PushFunctions.Dev.Stack;
using Spectre.Console;

namespace PushFunctions.Dev.Chaos;

/// <summary>
/// Pushes while hosts are killed, storage is stopped and the far side is ill, by plans drawn from seeds; and who was told.
/// </summary>
internal static class ChaosBench
{
    private const int DefaultSeed = 1;
    private const int ShortPlans = 2;
    private const int FullPlans = 30;
    private const int DefaultHosts = 3;

    // A plan mostly waits.
    private const int AtOnce = 3;

    // So slow that there is work at every moment of a plan.
    private const int CallsPerMinute = 300;

    private const int MostShown = 10;

    // What a far side takes to answer: time for a kill between a call and its answer.
    private const int AnswerMilliseconds = 100;

    public static Task<int> RunAsync(CommandLine line, EndSignal end)
    {
        var (seed, plans) = (line.Seed ?? DefaultSeed, line.Plans ?? (line.Full ? FullPlans : ShortPlans));
        var shape = line.Full ? ChaosShape.Full : ChaosShape.Short;
        var options = line.ToBenchOptions(CallsPerMinute);
        if (!line.Has("--instances")) options = options with { Instances = DefaultHosts };
        // Several plans at a time have ports and files of their own.
        options = options with { Port = 0, SimulatorPort = 0, StoragePort = 0, DataFolder = null };
        return BenchReport.RunAsync(
            new("chaos", $"{seed}", $"{plans}plans", line.Full ? "full" : null), options,
            stack => MeasureAsync(stack, shape, seed, plans, AnsiConsole.WriteLine, end.Token),
            result => result.Figures(), ChaosJson.Default.ChaosResult, end.Token);
    }

    /// <summary>
    /// Carries out the plans of the seeds from one on, some at a time, and that of the first also while nothing goes wrong.
    /// </summary>
    public static async Task<ChaosResult> MeasureAsync(
        LocalStackOptions options, ChaosShape shape, int seed, int plans, Action<string> say,
        CancellationToken cancellationToken)
    {
        var results = new PlanResult[plans + 1];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, results.Length, parallel, async (number, token) =>
            results[number] = await RunAsync(
                options, shape with { IsCalm = number == 0 }, seed + Math.Max(0, number - 1), say, token));
        return new(options.Instances, results[0], results[1..]) { IsFull = shape == ChaosShape.Full };
    }

    /// <summary>Carries one plan out, on a stack of its own.</summary>
    public static async Task<PlanResult> RunAsync(
        LocalStackOptions options, ChaosShape shape, int seed, Action<string> say, CancellationToken cancellationToken)
    {
        var plan = ChaosPlan.Create(seed, options.Instances, shape);
        var repeat = Repeat(options, shape, seed);
        say(shape.IsCalm
            ? $"seed {seed} with nothing going wrong ..."
            : string.Join("\n  ", plan.Lines().Prepend($"seed {seed}: {repeat}")));
        var lines = new ConcurrentQueue<string>();
        // While nothing goes wrong, the product's own times hold: with a short one a busy machine is a fault by itself.
        var own = (shape.IsCalm ? options : ChaosSettings.Of(options)) with
        {
            Log = line =>
            {
                lines.Enqueue($"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {line}");
                options.Log($"seed {seed}: {line}");
            },
        };
        await using var stack = await LocalStack.StartAsync(own, cancellationToken);
        using var farSide = new StackClient(stack.Api, stack.Simulator, options.Key);
        using var bridge = new AnyHost(stack.Apis);
        await farSide.InjectAsync(new CallDelay("push/single", AnswerMilliseconds), cancellationToken);
        foreach (var push in plan.Pushes.Where(push => push.IsToMembers))
            await LabelRows.PutAsync(stack.StorageConnectionString, push.Name, push.Users, cancellationToken);
        var run = new ChaosRun(plan, stack, bridge, farSide);
        var books = await run.RunAsync(cancellationToken);
        var result = ResultOf(plan, run, books);
        say($"{result}");
        if (result.Discrepancies.Count == 0) return result;
        var folder = await ChaosFailures.KeepAsync(plan, repeat, result, books, lines, farSide, cancellationToken);
        say(string.Join(
            "\n  ",
            [
                $"seed {seed}:", .. result.Discrepancies.Take(MostShown).Select(each => each.What),
                $"All of it is in {folder}; again: {repeat}",
            ]));
        return result;
    }

    private static PlanResult ResultOf(ChaosPlan plan, ChaosRun run, IReadOnlyList<PushBook> books) => new()
    {
        Seed = plan.Seed,
        Users = plan.Pushes.Sum(push => push.Count),
        Counts = books.SelectMany(book => book.Status.Counts).GroupBy(count => count.Key, count => count.Value)
            .ToDictionary(outcome => outcome.Key, outcome => outcome.Sum()),
        Twice = books.Sum(book => book.Told.MoreThanOnce.Count),
        PossiblyTwice = books.Sum(book => book.Status.PossiblyTwice),
        Kills = run.Kills,
        SecondsToEnd = run.ToEnd.TotalSeconds,
        Discrepancies = [.. run.Others, .. books.SelectMany(Accountant.Compare)],
    };

    private static string Repeat(LocalStackOptions options, ChaosShape shape, int seed) =>
        $"./dev bench chaos --seed {seed} --plans 1 --instances {options.Instances} "
        + $"--calls-per-minute {options.CallsPerMinute}{(shape.Length == ChaosShape.Full.Length ? " --full" : "")}";
}
