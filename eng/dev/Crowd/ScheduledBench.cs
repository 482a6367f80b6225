using System.Globalization;
using System.Text.Json.Nodes;
using PushFunctions.Dev.Load;
using PushFunctions.Dev.Run;
using PushFunctions.Dev.Stack;
using Spectre.Console;

namespace PushFunctions.Dev.Crowd;

/// <summary>
/// Very many pushes wait for their time: what a run of the watchdog takes with and without them, how long a page of
/// them takes, and whether others among them are sent on time, and expire.
/// </summary>
internal static class ScheduledBench
{
    private const int Runs = 25;
    private const int Rounds = 6;
    private const int MostPages = 5;
    private const int Singles = 20;
    private const int UsersOfOne = 10_000;

    private static readonly CrowdBench Bench = new("scheduled", Short: 10_000, Full: 50_000, CallsPerMinute: 1_200);
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(100);

    /// <summary>The watchdog of the host has run once by then.</summary>
    private static readonly TimeSpan FarAhead = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan NearAhead = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Worth = TimeSpan.FromSeconds(1);

    public static Task<int> RunAsync(CommandLine line, EndSignal end) => Bench.RunAsync(
        line, (stack, pushes) => MeasureAsync(stack, pushes, AnsiConsole.WriteLine, end.Token),
        result => result.Figures(), CrowdJson.Default.ScheduledResult, end.Token);

    private static async Task<ScheduledResult> MeasureAsync(
        LocalStackOptions options, int pushes, Action<string> say, CancellationToken cancellationToken)
    {
        await using var run = await BenchRun.StartAsync(options, cancellationToken);
        await using var parts = new AppParts(run.Stack.StorageConnectionString, TimeProvider.System);
        var without = await WatchdogRuns.MeasureAsync(parts, Runs, cancellationToken);
        say($"{pushes:N0} pushes that wait for their time are written ...");
        await FillAsync(run, pushes, cancellationToken);
        var with = await WatchdogRuns.MeasureAsync(parts, Runs, cancellationToken);
        var pages = await ReadPagesAsync(run, cancellationToken);

        say("Others are sent at their time ...");
        var far = await WriteFarAsync(run, cancellationToken);
        var near = await PostNearAsync(run, cancellationToken);
        await run.UntilAsync(() => IsCalled(run, near) && IsCalled(run, far), cancellationToken);
        var (status, lastCall) = await ExpireAsync(run, cancellationToken);
        return new()
        {
            Waiting = pushes,
            Without = without,
            With = with,
            Pages = pages,
            Near = Late(run, near),
            Far = Late(run, far),
            Users = UsersOfOne,
            Accepted = status.Accepted,
            Expired = status.Count("expired"),
            LastCall = lastCall,
        };
    }

    /// <summary>One half at the same moment of tomorrow, the other over a year.</summary>
    private static async Task FillAsync(BenchRun run, int pushes, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        await PushMaker.FillAsync(
            run.Stack.StorageConnectionString, pushes,
            (maker, number) =>
            {
                var part = (double)number / pushes;
                return maker.MakeAsync(
                    now - TimeSpan.FromHours(1 - part), CrowdType.Of(number), $"waiting-{number}",
                    now + TimeSpan.FromDays(number % 2 == 0 ? 1 : 1 + 364 * part), cancellationToken);
            },
            (maker, made) => maker.WriteScheduledAsync(made, cancellationToken));
    }

    /// <returns>How long each page of those that wait took.</returns>
    private static async Task<IReadOnlyList<double>> ReadPagesAsync(BenchRun run, CancellationToken cancellationToken)
    {
        using var reader = new PageReader(run.Stack.Api);
        var milliseconds = new List<double>();
        // The first round is for compilers and caches.
        for (var round = 0; round <= Rounds; round++)
        {
            var read = await reader.ReadAsync("state=waiting", MostPages, cancellationToken);
            if (round > 0) milliseconds.AddRange(read.Milliseconds);
        }

        return milliseconds;
    }

    /// <summary>Pushes that have waited for an hour, and whose time is near now.</summary>
    private static async Task<IReadOnlyDictionary<string, DateTimeOffset>> WriteFarAsync(
        BenchRun run, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        var times = TimesOf("far", now + FarAhead);
        await PushMaker.FillAsync(
            run.Stack.StorageConnectionString, Singles,
            (maker, number) => maker.MakeAsync(
                now - TimeSpan.FromHours(1), CrowdType.Usual, UserOf("far", number), times[UserOf("far", number)],
                cancellationToken),
            (maker, made) => maker.WriteScheduledAsync(made, cancellationToken));
        return times;
    }

    private static async Task<IReadOnlyDictionary<string, DateTimeOffset>> PostNearAsync(
        BenchRun run, CancellationToken cancellationToken)
    {
        var times = TimesOf("near", TimeProvider.System.GetUtcNow() + NearAhead);
        foreach (var (user, time) in times)
            await run.ClientFor(0).PostAsync(Event([user], time), cancellationToken);
        return times;
    }

    /// <summary>The users of single pushes, each with a time.</summary>
    private static Dictionary<string, DateTimeOffset> TimesOf(string which, DateTimeOffset first) => Enumerable
        .Range(0, Singles).ToDictionary(number => UserOf(which, number), number => first + number * Apart);

    private static string UserOf(string which, int number) => $"{which}-{number}";

    /// <summary>An event to more users than can be called in its time.</summary>
    private static async Task<(PushStatus Status, double LastCall)> ExpireAsync(
        BenchRun run, CancellationToken cancellationToken)
    {
        var sendAt = TimeProvider.System.GetUtcNow() + NearAhead;
        var appEvent = Event([.. Enumerable.Range(0, UsersOfOne).Select(number => $"late-{number}")], sendAt);
        appEvent["expiresAt"] = Text(sendAt + Worth);
        var client = run.ClientFor(0);
        var accepted = await client.PostAsync(appEvent, cancellationToken);
        PushStatus? last = null;
        var watch = new PushWatch(token => client.StatusAsync(accepted.PushId, token), TimeSpan.FromMinutes(1));
        await foreach (var status in watch.FollowAsync(cancellationToken)) last = status;
        await run.UntilAsync(
            () => run.Calls.InOrder().Where(IsOfIt).Sum(call => call.Users) >= last!.Accepted, cancellationToken);
        var calls = run.Calls.InOrder().Where(IsOfIt).ToList();
        return (last!, calls.Max(call => (call.At - sendAt - Worth).TotalMilliseconds));

        static bool IsOfIt(FarSideCall call) => call.First?.StartsWith("late-", StringComparison.Ordinal) == true;
    }

    private static JsonObject Event(IReadOnlyList<string> users, DateTimeOffset sendAt) => new()
    {
        ["id"] = $"crowd-{Guid.NewGuid():n}",
        ["type"] = CrowdType.Usual,
        ["to"] = new JsonObject { ["users"] = new JsonArray([.. users.Select(user => (JsonNode)user)]) },
        ["push"] = new JsonObject { ["title"] = "Hello", ["content"] = "A message for you" },
        ["data"] = new JsonObject { ["order"] = 17, ["eta"] = "tomorrow" },
        ["sendAt"] = Text(sendAt),
    };

    private static string Text(DateTimeOffset moment) => moment.ToString("O", CultureInfo.InvariantCulture);

    private static bool IsCalled(BenchRun run, IReadOnlyDictionary<string, DateTimeOffset> times) =>
        Late(run, times).Count == times.Count;

    private static List<double> Late(BenchRun run, IReadOnlyDictionary<string, DateTimeOffset> times) =>
    [
        .. run.Calls.InOrder().Where(call => call.First is not null && times.ContainsKey(call.First))
            .DistinctBy(call => call.First)
            .Select(call => (call.At - times[call.First!]).TotalMilliseconds),
    ];
}
