using System.Text.Json.Serialization.Metadata;
using PushFunctions.Dev.Bench;
using Spectre.Console;

namespace PushFunctions.Dev.Load;

/// <summary>Shows what a benchmark found, keeps it, and says whether it is as wanted.</summary>
internal static class BenchReport
{
    /// <returns>The exit code: 0 when all goals are met.</returns>
    public static async Task<int> ShowAsync<T>(
        string name, T result, IReadOnlyList<Figure> figures, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var table = new Table().AddColumns("figure", "value", "goal");
        foreach (var figure in figures)
            table.AddRow(figure.Name, figure.Value, figure.IsMet ? figure.Goal : $"MISSED: {figure.Goal}");
        AnsiConsole.Write(table);
        await BenchFile.WriteAsync(name, result, type, cancellationToken);
        return figures.All(figure => figure.IsMet) ? 0 : 1;
    }
}
