using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>Ends those who are due again of a push that was cancelled.</summary>
public sealed class CancelledTries(StorageClients storage, LedgerReader ledger, RetrySources sources)
{
    /// <summary>Ends those of ordinary parcels.</summary>
    /// <returns>The rows as they are now; one that another has just changed is left for the next look.</returns>
    public async Task<IReadOnlyList<ParcelRow>> EndAsync(
        PushRow push, IReadOnlyList<ParcelRow> rows, CancellationToken cancellationToken)
    {
        var now = new List<ParcelRow>();
        foreach (var row in rows) now.Add(row.Due is null ? row : await EndAsync(push, row, cancellationToken));
        return now;
    }

    /// <summary>
    /// Ends some of those of retry parcels below the mark, who are in the push's counts: all is to be written together.
    /// </summary>
    /// <returns>The rows to write, and when their users were due.</returns>
    public async Task<IReadOnlyList<(ParcelRow Row, DateTimeOffset Bucket)>> EndSomeAsync(
        PushRow push, CancellationToken cancellationToken)
    {
        var ended = new List<(ParcelRow, DateTimeOffset)>();
        if (push.Retrying == 0) return ended;
        var due = ledger.ReadDueRetriesAsync(push, RetryPlanner.MaxRetrySources, cancellationToken);
        await foreach (var light in due.Take(RetryPlanner.MaxRetrySources))
        {
            var row = await ledger.FindAsync(light.PartitionKey, light.RowKey, cancellationToken);
            if (row is not { Due: { } bucket }) continue;
            End(row);
            PushProgress.Recount(push, light, row);
            ended.Add((row, bucket));
        }

        return ended;
    }

    private async Task<ParcelRow> EndAsync(PushRow push, ParcelRow light, CancellationToken cancellationToken)
    {
        var row = await ledger.FindAsync(light.PartitionKey, light.RowKey, cancellationToken);
        if (row is not { IsOver: true, Due: { } bucket }) return row ?? light;
        End(row);
        if (!await storage.Pushes.TryReplaceAsync(row, cancellationToken)) return light;
        await sources.ForgetAsync(push, row, bucket, cancellationToken);
        return row;
    }

    private static void End(ParcelRow row)
    {
        var book = row.ReadOutcomes();
        foreach (var user in book.PositionsOf(UserOutcome.Retrying).ToList()) book.Cancel(user, book[user]!.Tries);
        row.Write(book);
        (row.Retrying, row.Due) = (0, null);
    }
}
