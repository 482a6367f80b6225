using AgoraChat.Push;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PushFunctions.Events;
using PushFunctions.Settle;
using PushFunctions.Storage;

namespace PushFunctions.Labels;

/// <summary>
/// Compares the members that the far side lists with those that are known, while it holds the label: no sync changes
/// either meanwhile. What differs is noted as it is, so that the next sync makes the difference.
/// </summary>
public sealed class ReconcileStep(
    StorageClients storage, LabelBook book, FarMembers far, LabelBell bell, IOptions<LabelOptions> options,
    TimeProvider time, ILogger<ReconcileStep> log)
{
    private const int MostRows = 100;

    /// <summary>For the members of one label: at ten calls a second, and held back at times.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    private static readonly Dictionary<string, object> Nothing = [];

    public async Task RunAsync(LabelStep step, LabelRow? row, CancellationToken cancellationToken)
    {
        if (row is null or { IsDeleted: true }) return;
        if (await book.TryTakeAsync(row.Partition, row, Nothing, cancellationToken) is not { } held) return;
        var (members, failure) = await ListAsync(step, held, cancellationToken);
        if (members is null)
        {
            log.NotCompared(held.Label.Key, failure is null ? "the time was over" : LoggedAnswer.Of(failure));
            await book.TryWriteAsync(held, Nothing, isEnd: true);
            return;
        }

        var (found, repaired) = await CompareAsync(step, held, members, cancellationToken);
        Dictionary<string, object> columns = new()
        {
            [nameof(LabelRow.ReconciledAt)] = time.GetUtcNow(),
            [nameof(LabelRow.DriftFound)] = found,
            [nameof(LabelRow.DriftRepaired)] = repaired,
        };
        if (!step.IsDryRun) columns[nameof(LabelRow.IsThere)] = step.FarName is not null;
        if (!await book.TryWriteAsync(held, columns, isEnd: true)) return;
        if (found > 0) log.DriftFound(held.Label.Key, found, repaired);
        var isLost = row.IsThere && step.FarName is null;
        if (!step.IsDryRun && (repaired > 0 || isLost)) await bell.RingAsync(held.Label, cancellationToken);
    }

    private async Task<(HashSet<string>? Members, CallFailure? Failure)> ListAsync(
        LabelStep step, HeldLabel held, CancellationToken cancellationToken)
    {
        if (step.FarName is null) return ([], null);
        using var turn = new StepTurn(Patience, time, cancellationToken);
        var prolongAt = time.GetUtcNow() + options.Value.LeaseTime / 3;
        var (names, failure) = await far.ListMembersAsync(step.App, step.FarName, turn, async () =>
        {
            if (time.GetUtcNow() < prolongAt) return;
            await book.TryWriteAsync(held, Nothing, isEnd: false);
            prolongAt = time.GetUtcNow() + options.Value.LeaseTime / 3;
        });
        // Gone since the labels were listed: the next reconcile finds it so.
        return failure?.Kind == AgoraChatErrorKind.NotFound ? (null, failure) : (names?.ToHashSet(), failure);
    }

    private async Task<(int Found, int Repaired)> CompareAsync(
        LabelStep step, HeldLabel held, HashSet<string> members, CancellationToken cancellationToken)
    {
        var repair = new List<TableTransactionAction>();
        await foreach (var row in storage.LabelApplied.QueryAsync<LabelAppliedRow>(
            TableClient.CreateQueryFilter($"PartitionKey eq {held.Label.Key}"), cancellationToken: cancellationToken))
        {
            // As it was read: one that has changed since is not repaired.
            if (members.Remove(row.RowKey) == row.IsMember) continue;
            repair.Add(row.IsMember
                ? new(TableTransactionActionType.Delete, row, row.ETag)
                : new(TableTransactionActionType.UpdateReplace, Member(held.Label, row.RowKey), row.ETag));
        }

        repair.AddRange(members.Where(Targets.IsUser).Order(StringComparer.Ordinal).Select(
            user => new TableTransactionAction(TableTransactionActionType.Add, Member(held.Label, user))));
        if (step.IsDryRun || !await book.TryWriteAsync(held, Nothing, isEnd: false)) return (repair.Count, 0);
        foreach (var chunk in repair.Chunk(MostRows))
            await storage.LabelApplied.SubmitTransactionAsync(chunk, CancellationToken.None);
        return (repair.Count, repair.Count);
    }

    private static LabelAppliedRow Member(LabelPartition label, string user) =>
        new() { PartitionKey = label.Key, RowKey = user, IsMember = true };
}
