using Microsoft.Extensions.Options;
using PushFunctions.Dev.Bench;
using PushFunctions.Dev.Run;
using PushFunctions.Dev.Stack;
using PushFunctions.Storage;
using Spectre.Console;

namespace PushFunctions.Dev.Ingest;

/// <summary>
/// How fast one host accepts events to single users: against the bare storage writes, in turns within one run, and how
/// long senders wait at half that speed.
/// </summary>
/// <remarks>
/// The host does all its work: it delivers at its usual budget, to the simulator, in the turns of the bare writes as
/// well. What deliveries cost storage is thus taken from both.
/// </remarks>
internal static class IngestBench
{
    private const int Workers = 16;
    private const int Rounds = 15;
    private const int Stretches = 3;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Stretch = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(CommandLine line, EndSignal end)
    {
        await using var log = new RunLog(RepositoryRoot.Below("artifacts", "bench", "ingest.log"));
        var options = line.ToStackOptions() with { Instances = 1, Log = log.Write };
        var result = await MeasureAsync(options, AnsiConsole.WriteLine, end.Token);

        var table = new Table().AddColumns("figure", "value");
        foreach (var (figure, value) in result.Rows()) table.AddRow(figure, value);
        AnsiConsole.Write(table);
        await BenchFile.WriteAsync("ingest", result, BenchJson.Default.IngestResult, end.Token);
        return result.IsWithinBounds ? 0 : 1;
    }

    private static async Task<IngestResult> MeasureAsync(
        LocalStackOptions options, Action<string> say, CancellationToken cancellationToken)
    {
        var writes = await WriteCount.MeasureAsync(cancellationToken);
        say($"storage writes of an event: {writes.PerEvent:0.##} ({string.Join(", ", writes.Kinds)})");

        await using var stack = await LocalStack.StartAsync(options, cancellationToken);
        using var client = new StackClient(stack.Api, stack.Simulator, options.Key);
        var doors = Enumerable.Repeat<Func<CancellationToken, Task>>(PostAsync, Workers).ToList();
        var bare = await BareAsync(stack, client, cancellationToken);
        List<IngestRound> rounds = [];
        // The first is for compilers and caches, and does not count.
        for (var number = 0; number <= Rounds; number++)
        {
            var round = new IngestRound(
                await ClosedLoop.RateAsync(doors, Turn, cancellationToken),
                await ClosedLoop.RateAsync(bare, Turn, cancellationToken));
            if (number == 0) continue;
            rounds.Add(round);
            say($"round {number}: {round.Accepted:0} events a second, {round.Bare:0} bare, ratio {round.Ratio:0.00}");
        }

        var half = Figures.Median(rounds.Select(round => round.Accepted)) / 2;
        List<double> waits = [];
        for (var number = 0; number < Stretches; number++)
        {
            var latencies = await OpenLoop.LatenciesAsync(half, Stretch, PostAsync, cancellationToken);
            waits.Add(Figures.Percentile(latencies.Select(latency => latency.TotalMilliseconds), 0.99));
            say($"{half:0} events a second: 99 % within {waits[^1]:0} ms");
        }

        return new(rounds, half, waits, writes.PerEvent);

        Task PostAsync(CancellationToken token) => client.PostAsync(SampleEvent.Create(users: 1, "ingest"), token);
    }

    /// <summary>As many workers for the bare writes, all after the model of one push that was accepted.</summary>
    private static async Task<IReadOnlyList<Func<CancellationToken, Task>>> BareAsync(
        LocalStack stack, StackClient client, CancellationToken cancellationToken)
    {
        var storage = StorageClients.Create(
            Options.Create(new StorageOptions { ConnectionString = stack.StorageConnectionString }));
        var model = await client.PostAsync(SampleEvent.Create(users: 1, "ingest"), cancellationToken);
        List<Func<CancellationToken, Task>> workers = [];
        while (workers.Count < Workers)
        {
            var row = await storage.Pushes.GetEntityAsync<PushRow>(
                model.PushId, LedgerKey.Push, cancellationToken: cancellationToken);
            workers.Add(new BareWrites(storage, row.Value).WriteAsync);
        }

        return workers;
    }
}
