using PushFunctions.Dev.Load;
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
/// Azurite slows down with each row of a partition and each message that lies on any queue. So every round has a fresh
/// one, and nothing but the door runs. Last, senders wait at a whole stack, at a load that its budget lets it deliver.
/// </remarks>
internal static class IngestBench
{
    private const int Workers = 16;
    private const int WarmUps = 50;
    /// <summary>Events a second at the whole stack: three quarters of its 1,200 calls a minute.</summary>
    private const double StackLoad = 15;

    private static readonly Plan Short =
        new(Rounds: 3, Turn: TimeSpan.FromSeconds(0.75), Stretches: 1, Stretch: TimeSpan.FromSeconds(7));
    private static readonly Plan Full =
        new(Rounds: 12, Turn: TimeSpan.FromSeconds(1), Stretches: 3, Stretch: TimeSpan.FromSeconds(10));

    public static Task<int> RunAsync(CommandLine line, EndSignal end) => BenchReport.RunAsync(
        new("ingest", line.Full ? "full" : "short"), line.ToStackOptions() with { Instances = 1 },
        stack => MeasureAsync(stack, line.Full ? Full : Short, AnsiConsole.WriteLine, end.Token),
        result => result.Figures(), IngestJson.Default.IngestResult, end.Token);

    private static async Task<IngestResult> MeasureAsync(
        LocalStackOptions options, Plan plan, Action<string> say, CancellationToken cancellationToken)
    {
        var writes = await WriteCount.MeasureAsync(cancellationToken);
        say($"storage writes of an event: {writes.PerEvent:0.##} ({string.Join(", ", writes.Kinds)})");

        List<IngestRound> rounds = [];
        // The first is for compilers and caches, and does not count.
        for (var number = 0; number <= plan.Rounds; number++)
        {
            var round = await RoundAsync(isDoorFirst: number % 2 == 0, plan.Turn, cancellationToken);
            if (number == 0) continue;
            rounds.Add(round);
            say($"round {number}: {round.Accepted:0} events a second, {round.Bare:0} bare, ratio {round.Ratio:0.00}");
        }

        var half = new LoadWaits(Percentiles.Median(rounds.Select(round => round.Accepted)) / 2, []);
        for (var number = 0; number < plan.Stretches; number++)
        {
            await using var door = await DoorHost.StartAsync(log: null, cancellationToken);
            half.Milliseconds.Add(await WaitAsync(door.Client, half.PerSecond, plan.Stretch, cancellationToken));
            say($"{half.PerSecond:0} events a second: 99 % within {half.Milliseconds[^1]:0} ms");
        }

        var whole = new LoadWaits(StackLoad, []);
        await using var stack = await LocalStack.StartAsync(options, cancellationToken);
        using var client = new StackClient(stack.Api, stack.Simulator, options.Key);
        for (var number = 0; number < plan.Stretches; number++)
        {
            whole.Milliseconds.Add(await WaitAsync(client, whole.PerSecond, plan.Stretch, cancellationToken));
            say($"{whole.PerSecond:0} events a second, whole stack: 99 % within {whole.Milliseconds[^1]:0} ms");
        }

        return new(rounds, half, whole, writes.PerEvent);
    }

    /// <summary>Turns in the order A, B, B, A: what slows down with all that is stored slows both as much.</summary>
    private static async Task<IngestRound> RoundAsync(
        bool isDoorFirst, TimeSpan turn, CancellationToken cancellationToken)
    {
        await using var door = await DoorHost.StartAsync(log: null, cancellationToken);
        List<Func<CancellationToken, Task>> doors =
            [.. Enumerable.Repeat((CancellationToken token) => PostAsync(door.Client, token), Workers)];
        var bare = await BareAsync(door, cancellationToken);
        await WarmAsync(door.Client, cancellationToken);
        for (var number = 0; number < WarmUps; number++) await bare[0](cancellationToken);

        List<double> accepted = [], written = [];
        foreach (var isDoor in (bool[])[isDoorFirst, !isDoorFirst, !isDoorFirst, isDoorFirst])
        {
            (isDoor ? accepted : written).Add(
                await ClosedLoop.RateAsync(isDoor ? doors : bare, turn, cancellationToken));
        }

        return new(accepted.Average(), written.Average());
    }

    /// <summary>As many workers for the bare writes, all after the model of one push that was accepted.</summary>
    private static async Task<IReadOnlyList<Func<CancellationToken, Task>>> BareAsync(
        DoorHost door, CancellationToken cancellationToken)
    {
        var model = await PostAsync(door.Client, cancellationToken);
        List<Func<CancellationToken, Task>> workers = [];
        while (workers.Count < Workers)
        {
            var row = await door.Storage.Pushes.GetEntityAsync<PushRow>(
                model.PushId, LedgerKey.Push, cancellationToken: cancellationToken);
            workers.Add(new BareWrites(door.Storage, row.Value).WriteAsync);
        }

        return workers;
    }

    private static async Task<double> WaitAsync(
        StackClient client, double perSecond, TimeSpan stretch, CancellationToken cancellationToken)
    {
        await WarmAsync(client, cancellationToken);
        var latencies = await OpenLoop.LatenciesAsync(
            perSecond, stretch, token => PostAsync(client, token), cancellationToken);
        return Percentiles.Of(latencies.Select(latency => latency.TotalMilliseconds), 0.99);
    }

    private static async Task WarmAsync(StackClient client, CancellationToken cancellationToken)
    {
        for (var number = 0; number < WarmUps; number++) await PostAsync(client, cancellationToken);
    }

    private static Task<AcceptedEvent> PostAsync(StackClient client, CancellationToken cancellationToken) =>
        client.PostAsync(SampleEvent.Create(users: 1, "ingest"), cancellationToken);

    /// <param name="Rounds">Rounds of turns that count.</param>
    /// <param name="Turn">The length of each turn.</param>
    /// <param name="Stretches">How often senders are watched at each place.</param>
    /// <param name="Stretch">For how long.</param>
    private sealed record Plan(int Rounds, TimeSpan Turn, int Stretches, TimeSpan Stretch);
}
