using PushFunctions.Dev.Run;
using PushFunctions.Dev.Stack;
using Spectre.Console;

namespace PushFunctions.Dev.Crowd;

/// <summary>How long one host takes for a page of pushes when very many have ended and some hundreds are open.</summary>
internal static class ListingBench
{
    private const int ShortRounds = 6;
    private const int FullRounds = 40;

    /// <summary>At the limit of this bench, one a second ends meanwhile.</summary>
    private const int OpenPushes = 300;
    private const int MostPages = 5;

    private static readonly CrowdBench Bench = new("listing", Short: 20_000, Full: 100_000, CallsPerMinute: 60);

    private static readonly TimeSpan Days = TimeSpan.FromDays(5);
    private static readonly TimeSpan BusyHour = TimeSpan.FromHours(3);

    private static readonly IReadOnlyList<(string Name, string Query)> Queries =
    [
        ("all", ""),
        ("all, 1,000 a page", "limit=1000"),
        ("finished", "state=finished"),
        ("cancelled", "state=cancelled"),
        ("waiting", "state=waiting"),
        ("paused", "state=paused"),
        ("of the usual type", $"type={CrowdType.Usual}"),
        ("of a rare type", $"type={CrowdType.Rare}"),
        ("finished, of a rare type", $"state=finished&type={CrowdType.Rare}"),
        ("of no push's type", "type=nobodys"),
    ];

    public static Task<int> RunAsync(CommandLine line, EndSignal end)
    {
        var rounds = line.Full ? FullRounds : ShortRounds;
        return Bench.RunAsync(
            line, (stack, pushes) => MeasureAsync(stack, pushes, rounds, AnsiConsole.WriteLine, end.Token),
            result => result.Figures(), CrowdJson.Default.ListingResult, end.Token);
    }

    private static async Task<ListingResult> MeasureAsync(
        LocalStackOptions options, int pushes, int rounds, Action<string> say, CancellationToken cancellationToken)
    {
        await using var stack = await LocalStack.StartAsync(options with { RestartsHosts = false }, cancellationToken);
        say($"{pushes:N0} pushes that have ended are written ...");
        var rare = await FillAsync(stack, pushes, cancellationToken);
        using var client = new StackClient(stack.Api, stack.Simulator, options.Key);
        for (var number = 0; number < OpenPushes; number++)
            await client.PostAsync(SampleEvent.Create(users: 1, $"open{number}"), cancellationToken);

        say($"{OpenPushes:N0} are open. Pages are read ...");
        using var reader = new PageReader(stack.Api);
        var (times, disorder) = (Queries.ToDictionary(query => query.Name, _ => new List<double>()), 0);
        // The first round is for compilers and caches.
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var (name, query) in Queries)
            {
                var read = await reader.ReadAsync(query, MostPages, cancellationToken);
                if (round > 0) times[name].AddRange(read.Milliseconds);
                disorder += read.Disorder;
            }
        }

        var all = await reader.ReadAsync($"type={CrowdType.Rare}&limit=7", int.MaxValue, cancellationToken);
        return new()
        {
            Ended = pushes,
            Open = OpenPushes,
            Rare = rare,
            RareFound = all.Pushes,
            Disorder = disorder + all.Disorder,
            Queries = [.. times.Select(query => new QueryTimes(query.Key, query.Value))],
        };
    }

    /// <returns>How many are of the rare type.</returns>
    private static async Task<int> FillAsync(LocalStack stack, int pushes, CancellationToken cancellationToken)
    {
        var (now, rare) = (TimeProvider.System.GetUtcNow(), 0);
        await PushMaker.FillAsync(
            stack.StorageConnectionString, pushes,
            async (maker, number) =>
            {
                var type = CrowdType.Of(number);
                if (type == CrowdType.Rare) rare++;
                var push = await maker.MakeAsync(
                    now - AgeOf(number, pushes), type, $"user-{number}", sendAt: null, cancellationToken);
                PushMaker.End(push, isCancelled: number % 20 == 7);
                return push;
            },
            (maker, made) => maker.WriteEndedAsync(made, cancellationToken));
        return rare;
    }

    /// <summary>One half within an hour of today, the other over days.</summary>
    private static TimeSpan AgeOf(int number, int pushes) => number % 2 == 0
        ? BusyHour + TimeSpan.FromHours((double)number / pushes)
        : Days * ((number + 1.0) / pushes);
}
