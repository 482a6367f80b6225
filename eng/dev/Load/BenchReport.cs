using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PushFunctions.Dev.Run;
using PushFunctions.Dev.Stack;
using Spectre.Console;

namespace PushFunctions.Dev.Load;

/// <summary>Runs a benchmark, shows what it found, keeps it, and says whether it is as wanted.</summary>
internal static class BenchReport
{
    /// <param name="form">What is run; the log and what is kept have its name.</param>
    /// <param name="options">The stack; its log is added.</param>
    /// <param name="measure">Measures with that stack.</param>
    /// <param name="read">The figures of what was measured.</param>
    /// <param name="type">How it is kept.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The exit code: 0 when all goals are met.</returns>
    public static async Task<int> RunAsync<T>(
        BenchForm form, LocalStackOptions options, Func<LocalStackOptions, Task<T>> measure,
        Func<T, IReadOnlyList<Figure>> read, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        await using var log = new RunLog(FileOf(form, "log"));
        // Before the run: whoever goes on writing meanwhile does not change what runs.
        var (at, commit) = (
            TimeProvider.System.GetUtcNow(), await SourceVersion.ReadAsync(RepositoryRoot.Path, cancellationToken));
        var result = await measure(options with { Log = log.Write });
        var record = BenchRecord.Of(form, at, commit, read(result), JsonSerializer.SerializeToNode(result, type));

        Show(read(result));
        await KeepAsync(FileOf(form, "json"), record, cancellationToken);
        return record.IsWithinGoals ? 0 : 1;
    }

    private static void Show(IEnumerable<Figure> figures)
    {
        var table = new Table().AddColumns("figure", "value", "goal");
        foreach (var figure in figures)
            table.AddRow(figure.Name, figure.Value, figure.IsMet ? figure.Goal : $"MISSED: {figure.Goal}");
        AnsiConsole.Write(table);
    }

    private static async Task KeepAsync(string file, BenchRecord record, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, record.ToJson(), cancellationToken);
        AnsiConsole.WriteLine($"Kept as {Path.GetRelativePath(RepositoryRoot.Path, file)}");
    }

    private static string FileOf(BenchForm form, string ending) =>
        RepositoryRoot.Below("artifacts", "bench", $"{form}.{ending}");
}
