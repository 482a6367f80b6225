using System.Text.Json;
using PushFunctions.Dev.Run;
using PushFunctions.Dev.Stack;

namespace PushFunctions.Dev.Chaos;

/// <summary>Keeps what is needed to understand a plan that found something: the plan, both journals, the logs.</summary>
internal static class ChaosFailures
{
    private const int MostUsers = 100;

    public static string Folder { get; } = RepositoryRoot.Below("artifacts", "bench", "chaos-failures");

    /// <returns>The folder in which it lies.</returns>
    public static async Task<string> KeepAsync(
        ChaosPlan plan, string repeat, PlanResult result, IReadOnlyList<PushBook> books, IEnumerable<string> log,
        StackClient farSide, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Folder, $"seed-{plan.Seed}");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        IEnumerable<string> found = result.Discrepancies.Select(each => each.What);
        await File.WriteAllLinesAsync(
            Path.Combine(folder, "plan.txt"), [repeat, "", .. plan.Lines(), "", $"{result}", .. found], cancellationToken);
        await File.WriteAllLinesAsync(Path.Combine(folder, "hosts.log"), log, cancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "books.json"), JsonSerializer.Serialize(books, ChaosJson.Default.IReadOnlyListPushBook),
            cancellationToken);
        var notes = await farSide.NotesAsync(after: 0, cancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "calls.json"), JsonSerializer.Serialize(new(notes), RunJson.Default.SimulatorNotes),
            cancellationToken);
        var named = books.SelectMany(book => book.Stories).Select(story => story.User)
            .Where(user => found.Any(what => what.Contains(user, StringComparison.Ordinal))).Take(MostUsers);
        foreach (var user in named)
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder, $"{user}.json"), await farSide.JournalOfAsync(user, cancellationToken),
                cancellationToken);
        }

        return Path.GetRelativePath(RepositoryRoot.Path, folder);
    }
}
