using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using PushFunctions.Dev.Load;
using PushFunctions.Storage;
using Spectre.Console;

namespace PushFunctions.Dev.Labels;

/// <summary>
/// The first sync of a large label, a sync of many of which little has changed, and one of which nothing has: how long,
/// how many calls and reads, how much memory.
/// </summary>
/// <remarks>The app's parts run in this process; what they take of its memory is seen from a sync before.</remarks>
internal static class LabelsBench
{
    private const int ShortMembers = 5_000;
    private const int FullMembers = 20_000;
    private const int MembersOfMany = 2_000;
    private const int ShortLabels = 5;
    private const int FullLabels = 100;

    /// <summary>Of the members of each, so many go and so many come: one in a hundred.</summary>
    private const int ChangedOfMany = MembersOfMany / 100 / 2;

    private const int RowsOfTransaction = 100;
    private const int WarmMembers = 1_000;
    private const int TransactionsAtOnce = 8;

    public static Task<int> RunAsync(CommandLine line, EndSignal end)
    {
        var labels = line.Count ?? (line.Full ? FullLabels : ShortLabels);
        var members = line.Users ?? (line.Full ? FullMembers : ShortMembers);
        return BenchReport.RunAsync(
            new("labels", $"{members}", $"{labels}"), new(),
            stack => MeasureAsync(members, labels, stack.Log, AnsiConsole.WriteLine, end.Token),
            result => result.Figures(), LabelsJson.Default.LabelsResult, end.Token);
    }

    private static async Task<LabelsResult> MeasureAsync(
        int members, int labels, Action<string> log, Action<string> say, CancellationToken cancellationToken)
    {
        var (bareSeconds, first) = await MeasureFirstAsync(members, log, say, cancellationToken);
        // Another account and another app: one may have 100 labels, and those of before would be two more.
        await using var parts = await LabelParts.StartAsync(log, cancellationToken);
        say($"{labels} labels of {MembersOfMany:N0} are written ...");
        await FillManyAsync(parts, labels, cancellationToken);
        say("A sync of what has changed of them, and one of nothing ...");
        var changed = await RunAsync(parts, cancellationToken);
        var unchanged = await RunAsync(parts, cancellationToken);
        return new()
        {
            Members = members,
            BareSeconds = bareSeconds,
            FirstSeconds = first.Seconds,
            FirstCalls = first.Calls,
            FirstMegabytes = first.Megabytes,
            Labels = labels,
            Changed = 2 * ChangedOfMany,
            ChangedSeconds = changed.Seconds,
            ChangedCalls = changed.Calls,
            Pages = 2 * labels * MembersOfMany / 1_000,
            ChangedReads = changed.Reads,
            ChangedMegabytes = changed.Megabytes,
            UnchangedSeconds = unchanged.Seconds,
            UnchangedCalls = unchanged.Calls,
            TooFast = first.TooFast + changed.TooFast + unchanged.TooFast,
        };
    }

    private static async Task<(double BareSeconds, LabelsRun First)> MeasureFirstAsync(
        int members, Action<string> log, Action<string> say, CancellationToken cancellationToken)
    {
        await using var parts = await LabelParts.StartAsync(log, cancellationToken);
        // For compilers, connections and caches.
        await FillAsync(parts.Storage.LabelMembers, "warm", Users(0, WarmMembers), cancellationToken);
        await parts.SyncAsync(cancellationToken);

        say($"{members:N0} rows are written, and once more bare ...");
        // As many rows beside them as the sync finds: Azurite looks through all of a table for each row.
        var bare = parts.Storage.DeadLetters;
        await FillAsync(bare, "warm", Users(0, WarmMembers), cancellationToken);
        await FillAsync(parts.Storage.LabelMembers, "large", Users(0, members), cancellationToken);
        var bareSeconds = await TimeAsync(
            () => FillAsync(bare, "bare", Users(0, members), cancellationToken));
        say("The label is synced for the first time ...");
        return (bareSeconds, await RunAsync(parts, cancellationToken));
    }

    private static async Task<LabelsRun> RunAsync(LabelParts parts, CancellationToken cancellationToken)
    {
        var (calls, reads) = (parts.Calls.Count, parts.Parts.Requests.Reads);
        using var memory = new MemoryWatch();
        var seconds = await TimeAsync(() => parts.SyncAsync(cancellationToken));
        return new(
            seconds, parts.Calls.Count - calls, parts.Parts.Requests.Reads - reads, memory.MegabytesGrown,
            parts.Calls.Skip(calls).Count(status => status == 429));
    }

    /// <summary>Labels as earlier syncs have left them, but that some of the members have changed since.</summary>
    private static async Task FillManyAsync(LabelParts parts, int labels, CancellationToken cancellationToken)
    {
        for (var number = 0; number < labels; number++)
        {
            var label = string.Create(CultureInfo.InvariantCulture, $"many-{number:D3}");
            await FillAsync(parts.Storage.LabelMembers, label, Users(0, MembersOfMany), cancellationToken);
            await FillAsync(
                parts.Storage.LabelApplied, label, Users(ChangedOfMany, MembersOfMany), cancellationToken);
            await parts.Storage.Labels.UpsertEntityAsync(
                new LabelRow
                {
                    PartitionKey = "default", RowKey = label, IsThere = true,
                    CreatedAt = TimeProvider.System.GetUtcNow(), DesiredCount = MembersOfMany,
                    AppliedCount = MembersOfMany,
                },
                TableUpdateMode.Replace, cancellationToken);
            await parts.CreateAsync(label, cancellationToken);
        }
    }

    private static IEnumerable<string> Users(int first, int count) => Enumerable.Range(first, count)
        .Select(number => string.Create(CultureInfo.InvariantCulture, $"user-{number:D8}"));

    private static Task FillAsync(
        TableClient table, string partition, IEnumerable<string> users, CancellationToken cancellationToken) =>
        SideBySide.ForEachAsync(
            users.Chunk(RowsOfTransaction).ToAsyncEnumerable(),
            TransactionsAtOnce,
            chunk => table.SubmitTransactionAsync(
                chunk.Select(user => new TableTransactionAction(
                    TableTransactionActionType.UpsertReplace,
                    new LabelAppliedRow { PartitionKey = partition, RowKey = user, IsMember = true })),
                cancellationToken),
            cancellationToken);

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>What a sync took.</summary>
    private sealed record LabelsRun(double Seconds, int Calls, int Reads, double Megabytes, int TooFast);
}
