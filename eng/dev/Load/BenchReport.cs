using System.Text.Json.Serialization.Metadata;
using PushFunctions.Dev.Bench;
using PushFunctions.Dev.Run;
using PushFunctions.Dev.Stack;
using Spectre.Console;

namespace PushFunctions.Dev.Load;

/// <summary>Runs a benchmark, shows what it found, keeps it, and says whether it is as wanted.</summary>
internal static class BenchReport
{
    /// <param name="name">The benchmark's name: of its log and of what is kept of it.</param>
    /// <param name="options">The stack; its log is added.</param>
    /// <param name="measure">Measures with that stack.</param>
    /// <param name="read">The figures of what was measured.</param>
    /// <param name="type">How it is kept.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The exit code: 0 when all goals are met.</returns>
    public static async Task<int> RunAsync<T>(
        string name, LocalStackOptions options, Func<LocalStackOptions, Task<T>> measure,
        Func<T, IReadOnlyList<Figure>> read, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        await using var log = new RunLog(RepositoryRoot.Below("artifacts", "bench", $"{name}.log"));
        var result = await measure(options with { Log = log.Write });
        var figures = read(result);
        var table = new Table().AddColumns("figure", "value", "goal");
        foreach (var figure in figures)
            table.AddRow(figure.Name, figure.Value, figure.IsMet ? figure.Goal : $"MISSED: {figure.Goal}");
        AnsiConsole.Write(table);
        await BenchFile.WriteAsync(name, result, type, cancellationToken);
        return figures.All(figure => figure.IsMet) ? 0 : 1;
    }
}
