using PushFunctions.Dev.Fuzz;
using PushFunctions.Dev.Ingest;

namespace PushFunctions.Dev.Bench;

/// <summary><c>./dev bench NAME</c>: measures, prints a table and writes <c>artifacts/bench/NAME.json</c>.</summary>
internal static class BenchCommand
{
    private const string Names = "limit, ingest, fuzz";

    public static Task<int> RunAsync(IReadOnlyList<string> arguments, EndSignal end) => arguments.FirstOrDefault("") switch
    {
        "limit" => LimitBench.RunAsync(CommandLine.Parse("bench", arguments.Skip(1)), end),
        "ingest" => IngestBench.RunAsync(CommandLine.Parse("bench", arguments.Skip(1)), end),
        "fuzz" => FuzzBench.RunAsync(CommandLine.Parse("bench", arguments.Skip(1)), end),
        var name => throw new UsageException(
            name.Length == 0 ? $"`./dev bench` needs a name: {Names}." : $"There is no benchmark {name}; there are: {Names}."),
    };
}
