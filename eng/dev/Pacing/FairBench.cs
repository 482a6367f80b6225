using System.Text.Json.Nodes;
using PushFunctions.Dev.Load;
using PushFunctions.Dev.Stack;
using Spectre.Console;

namespace PushFunctions.Dev.Pacing;

/// <summary>Three broadcasts at once: each is to have its third.</summary>
internal static class FairBench
{
    private const int Pushes = 3;
    private const int ShortCalls = 300;
    private const int FullCalls = 2_000;
    private const string Type = "bench.fair";

    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(2);

    // One push has 10,000 users at most, which are few calls: here each call has a message of its own.
    private const int UsersPerCall = 5;

    public static Task<int> RunAsync(CommandLine line, EndSignal end)
    {
        var calls = line.Full ? FullCalls : ShortCalls;
        var options = line.ToBenchOptions(1_200);
        return BenchReport.RunAsync(
            BenchForm.On(options, "fair", $"{calls}"), options,
            stack => MeasureAsync(stack, calls, AnsiConsole.WriteLine, end.Token),
            result => result.Figures(), PacingJson.Default.FairResult, end.Token);
    }

    private static async Task<FairResult> MeasureAsync(
        LocalStackOptions options, int calls, Action<string> say, CancellationToken cancellationToken)
    {
        await using var run = await BenchRun.StartAsync(options, cancellationToken);
        say($"{Pushes} broadcasts of {calls:N0} calls each at once, {options.Instances} hosts ...");
        // All by one host: it uses the mapping at once, the others when they look again.
        var client = run.ClientFor(0);
        await client.PutMappingAsync(Type, Mapping(), cancellationToken);
        var accepted = await Task.WhenAll(Enumerable.Range(0, Pushes)
            .Select(push => client.PostAsync(Event(push, calls), cancellationToken)));
        IReadOnlyList<string> pushIds = [.. accepted.Select(push => push.PushId)];
        var finishes = new FinishWatch(client.StatusAsync);
        using (var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        {
            var asking = finishes.RunAsync(pushIds, AskEvery, stop.Token);
            await run.UntilAsync(() => run.Calls.Sent >= Pushes * calls * UsersPerCall, cancellationToken);
            await stop.CancelAsync();
            await asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var stats = await client.StatsAsync(cancellationToken);
        return FairResult.From(
            options.Instances, options.CallsPerMinute!.Value, stats.Calls["push/single"], run.Calls.InOrder(),
            [.. pushIds.Select((pushId, push) => (pushId, Prefix(push)))], finishes.Guesses);
    }

    private static string Prefix(int push) => $"push{push}-";

    private static JsonObject Mapping() => new()
    {
        ["message"] = new JsonObject { ["title"] = "Group {{user.group}}", ["content"] = "It begins at noon." },
    };

    private static JsonObject Event(int push, int calls) => new()
    {
        ["id"] = $"fair-{push}-{Guid.NewGuid():n}",
        ["type"] = Type,
        ["to"] = new JsonObject
        {
            ["users"] = new JsonArray([.. Enumerable.Range(0, calls * UsersPerCall).Select(user => User(push, user))]),
        },
    };

    private static JsonNode User(int push, int user) => new JsonObject
    {
        ["id"] = $"{Prefix(push)}{user}",
        ["data"] = new JsonObject { ["group"] = user / UsersPerCall },
    };
}
