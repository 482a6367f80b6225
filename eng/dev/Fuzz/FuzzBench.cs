using PushFunctions.Dev.Grammar;
using PushFunctions.Dev.Load;
using PushFunctions.Dev.Members;
using PushFunctions.Dev.Run;
using PushFunctions.Dev.Stack;
using Spectre.Console;

namespace PushFunctions.Dev.Fuzz;

/// <summary>Posts generated requests, good and bad, to one host, and looks at answers, storage and far side.</summary>
internal static class FuzzBench
{
    private const int ShortCount = 10_000;
    private const int FullCount = 100_000;
    private const int DefaultSeed = 17;
    private const int Block = 10_000;
    private const int CallsPerMinute = 120_000;

    /// <summary>Users who have a label that events go to.</summary>
    private const int OfLabel = 120;

    /// <summary>How the log of a host begins to say that a request met a defect.</summary>
    private const string Defect = "Problems.HttpAnswer[900]";

    public static Task<int> RunAsync(CommandLine line, EndSignal end)
    {
        var count = line.Count ?? (line.Full ? FullCount : ShortCount);
        var (seed, first) = (line.Seed ?? DefaultSeed, line.First ?? 0);
        return BenchReport.RunAsync(
            new("fuzz", $"{seed}", $"{first}", $"{count}"), line.ToStackOptions(),
            stack => MeasureAsync(stack, seed, first, count, AnsiConsole.WriteLine, end.Token),
            result => result.Figures(), FuzzJson.Default.FuzzResult, end.Token);
    }

    /// <summary>Starts a stack of its own and posts the requests of a seed, from a number on.</summary>
    public static async Task<FuzzResult> MeasureAsync(
        LocalStackOptions options, int seed, long first, int count, Action<string> say,
        CancellationToken cancellationToken)
    {
        var failures = new FuzzFailures(seed);
        await using var stack = await LocalStack.StartAsync(Quiet(options, failures), cancellationToken);
        using var client = new StackClient(stack.Api, stack.Simulator, key: null);
        foreach (var (no, label) in PlainEvents.Labels.Index())
        {
            // Half of each label are in the next one, too.
            await LabelRows.PutAsync(
                stack.StorageConnectionString, label,
                Enumerable.Range(no * OfLabel / 2, OfLabel).Select(user => $"member.{user}"), cancellationToken);
        }

        var run = new FuzzRun(stack, client, new(seed), failures);
        for (var done = 0; done < count && !failures.AreTooMany; done += Block)
        {
            await run.RunAsync(first + done, Math.Min(Block, count - done), cancellationToken);
            var so = Math.Min(count, done + Block);
            say($"{so:N0} requests, {run.Promises.Count:N0} pushes, {failures.All.Count} failures");
        }

        await LiveAsync(client, failures, cancellationToken);
        foreach (var failure in failures.All) say(failure);
        if (failures.All.Count > 0) say($"Requests and answers are in {FuzzFailures.Folder}.");
        return new(seed, first, run.Answers, run.Promises.Count, run.Promises.Users, failures.All);
    }

    /// <summary>One host that nothing wakes but requests, and that stays dead when it dies.</summary>
    private static LocalStackOptions Quiet(LocalStackOptions options, FuzzFailures failures) => options with
    {
        Instances = 1,
        Key = null,
        RestartsHosts = false,
        CallsPerMinute = options.CallsPerMinute ?? CallsPerMinute,
        Settings = new Dictionary<string, string>(Signatures.Settings)
        {
            ["WatchdogSchedule"] = "0 0 0 1 1 *",
            ["PoisonSchedule"] = "0 0 0 1 1 *",
            ["AudienceSchedule"] = "0 0 0 1 1 *",
            ["LabelSyncSchedule"] = "0 0 0 1 1 *",
            ["LabelReconcileSchedule"] = "0 0 0 1 1 *",
            ["PreferenceSchedule"] = "0 0 0 1 1 *",
            ["RetentionSchedule"] = "0 0 0 1 1 *",
        },
        Log = line =>
        {
            options.Log(line);
            // Also where the client had gone, and saw no 500.
            if (line.Contains(Defect, StringComparison.Ordinal)) failures.Add(line);
        },
    };

    /// <summary>After all that, an event is still taken.</summary>
    private static async Task LiveAsync(StackClient client, FuzzFailures failures, CancellationToken cancellationToken)
    {
        try
        {
            await client.PostAsync(SampleEvent.Create(users: 1, "alive"), cancellationToken);
        }
        catch (StackException dead)
        {
            failures.Add($"The host does not serve any more: {dead.Message}");
        }
    }
}
