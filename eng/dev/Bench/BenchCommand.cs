using PushFunctions.Dev.Audiences;
using PushFunctions.Dev.Chaos;
using PushFunctions.Dev.Crowd;
using PushFunctions.Dev.Fuzz;
using PushFunctions.Dev.Ingest;
using PushFunctions.Dev.Kills;
using PushFunctions.Dev.Labels;
using PushFunctions.Dev.Members;
using PushFunctions.Dev.Pacing;
using PushFunctions.Dev.Preferences;
using PushFunctions.Dev.Retries;

namespace PushFunctions.Dev.Bench;

/// <summary><c>./dev bench NAME</c>: measures, prints a table and keeps it in <c>artifacts/bench</c>.</summary>
internal static class BenchCommand
{
    private const string Names =
        "limit, broadcast, mixed, lowered, fair, outage, chaos, kills, retries, audience, members, listing, scheduled, "
        + "labels, preferences, ingest, fuzz, simulator";

    public static Task<int> RunAsync(string[] arguments, EndSignal end) => arguments switch
    {
        [not "limit", .. var options] when CommandLine.Parse("bench", options).Preset is not null =>
            throw new UsageException("--preset is an option of `./dev bench limit` only."),
        ["limit", .. var options] => LimitBench.RunAsync(CommandLine.Parse("bench", options), end),
        ["broadcast", .. var options] => BroadcastBench.RunAsync(CommandLine.Parse("bench", options), end),
        ["mixed", .. var options] => MixedBench.RunAsync(CommandLine.Parse("bench", options), end),
        ["lowered", .. var options] => LoweredBench.RunAsync(CommandLine.Parse("bench", options), end),
        ["fair", .. var options] => FairBench.RunAsync(CommandLine.Parse("bench", options), end),
        ["outage", .. var options] => OutageBench.RunAsync(CommandLine.Parse("bench", options), end),
        ["chaos", .. var options] => ChaosBench.RunAsync(CommandLine.Parse("bench", options), end),
        ["kills", .. var options] => KillsBench.RunAsync(CommandLine.Parse("bench", options), end),
        ["retries", .. var options] => RetriesBench.RunAsync(CommandLine.Parse("bench", options), end),
        ["audience", .. var options] => AudienceBench.RunAsync(CommandLine.Parse("bench", options), end),
        ["members", .. var options] => MembersBench.RunAsync(CommandLine.Parse("bench", options), end),
        ["listing", .. var options] => ListingBench.RunAsync(CommandLine.Parse("bench", options), end),
        ["scheduled", .. var options] => ScheduledBench.RunAsync(CommandLine.Parse("bench", options), end),
        ["labels", .. var options] => LabelsBench.RunAsync(CommandLine.Parse("bench", options), end),
        ["preferences", .. var options] => PreferencesBench.RunAsync(CommandLine.Parse("bench", options), end),
        ["ingest", .. var options] => IngestBench.RunAsync(CommandLine.Parse("bench", options), end),
        ["fuzz", .. var options] => FuzzBench.RunAsync(CommandLine.Parse("bench", options), end),
        ["simulator"] => SimulatorBench.RunAsync(end),
        ["simulator", var option, ..] => throw new UsageException(
            $"`./dev bench simulator` has no option {option}. `./dev help` lists them."),
        [var name, ..] => throw new UsageException($"There is no benchmark {name}; there are: {Names}."),
        [] => throw new UsageException($"`./dev bench` needs a name: {Names}."),
    };
}
