using PushFunctions.Dev.Run;
using PushFunctions.Dev.Stack;
using Spectre.Console;

namespace PushFunctions.Dev.Bench;

/// <summary>
/// Broadcasts through several hosts against a hard limit and says how much of it was used and whether it was exceeded,
/// by the far side's own clock.
/// </summary>
public static class LimitBench
{
    private const int MostUsersPerEvent = 10_000;
    private const int DefaultUsers = 30_000;
    private const int DefaultCallsPerMinute = 120;
    private const int DefaultInstances = 2;

    internal static async Task<int> RunAsync(CommandLine line, EndSignal end)
    {
        var options = line.ToStackOptions();
        options = options with
        {
            Instances = line.Has("--instances") ? options.Instances : DefaultInstances,
            CallsPerMinute = options.CallsPerMinute ?? DefaultCallsPerMinute,
        };
        await using var log = new RunLog(RepositoryRoot.Below("artifacts", "bench", "limit.log"));
        var result = await MeasureAsync(
            options with { Log = log.Write }, line.Users ?? DefaultUsers, AnsiConsole.WriteLine, end.Token);

        var table = new Table().AddColumns("figure", "value");
        foreach (var (figure, value) in result.Rows()) table.AddRow(figure, value);
        AnsiConsole.Write(table);
        await BenchFile.WriteAsync("limit", result, BenchJson.Default.LimitResult, end.Token);
        return result.IsWithinLimit ? 0 : 1;
    }

    /// <summary>Starts a stack of its own, broadcasts, and waits until every user has an outcome.</summary>
    public static async Task<LimitResult> MeasureAsync(
        LocalStackOptions options, int users, Action<string> say, CancellationToken cancellationToken)
    {
        await using var stack = await LocalStack.StartAsync(options, cancellationToken);
        using var client = new StackClient(stack.Api, stack.Simulator, options.Key);
        var pushes = new List<AcceptedEvent>();
        for (var first = 0; first < users; first += MostUsersPerEvent)
            pushes.Add(await client.PostAsync(SampleEvent.Create(Math.Min(MostUsersPerEvent, users - first), $"bench{first}"), cancellationToken));
        say($"{users:N0} users in {pushes.Count} pushes at {options.CallsPerMinute} calls per minute, {options.Instances} hosts ...");

        var journal = new CallJournal();
        var accepted = 0;
        foreach (var push in pushes)
        {
            var watch = new PushWatch(token => AskAsync(push.PushId, token), TimeSpan.FromMinutes(5));
            await foreach (var status in watch.FollowAsync(cancellationToken))
            {
                if (status.IsOver) accepted += status.Accepted;
            }
        }

        var stats = await client.StatsAsync(cancellationToken);
        await journal.ReadAsync(client, cancellationToken);
        return LimitResult.From(options, users, accepted, stats, journal.Times);

        async Task<PushStatus> AskAsync(string pushId, CancellationToken token)
        {
            // The simulator keeps the last 1,000 calls; read often enough, none is missed.
            await journal.ReadAsync(client, token);
            return await client.StatusAsync(pushId, token);
        }
    }
}
