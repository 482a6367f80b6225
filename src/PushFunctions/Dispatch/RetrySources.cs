using Azure;
using Azure.Data.Tables;
using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>
/// The settled parcels whose users are due, found by the index and cleared once a plan has taken their users over.
/// </summary>
public sealed class RetrySources(StorageClients storage, LedgerReader ledger)
{
    /// <summary>Most sources one step looks at; it comes again while there are more.</summary>
    public const int MostAtOnce = 500;

    /// <summary>
    /// The parcels of a push whose users are due at a bucket. An index row is written before its parcel is settled, so
    /// one may be early; it is left for the watchdog, which comes back for what stays.
    /// </summary>
    public async Task<IReadOnlyList<ParcelRow>> ReadDueAsync(
        PushRow push, DateTimeOffset bucket, CancellationToken cancellationToken)
    {
        var found = new List<ParcelRow>();
        await foreach (var index in ReadIndexAsync(push.PushId, bucket, cancellationToken))
        {
            var row = await ledger.FindAsync(index.LedgerPartition!, index.LedgerRow!, cancellationToken);
            if (row is { IsOver: true, Due: { } due } && due == bucket) found.Add(row);
            else if (row is { IsOver: true }) await DeleteIndexAsync(index, cancellationToken);
            if (found.Count == MostAtOnce) break;
        }

        return found;
    }

    /// <summary>Deletes what the index holds of a bucket of a push that has ended.</summary>
    public async Task ForgetAsync(string pushId, DateTimeOffset bucket, CancellationToken cancellationToken)
    {
        await foreach (var index in ReadIndexAsync(pushId, bucket, cancellationToken))
            await DeleteIndexAsync(index, cancellationToken);
    }

    /// <summary>
    /// Does of a plan what a step has left undone that died: hands on those whose sources still have them.
    /// </summary>
    /// <param name="planned">Any parcel of the plan.</param>
    /// <returns>Whether there were any.</returns>
    public async Task<bool> HandOnRestAsync(PushRow push, ParcelRow planned, CancellationToken cancellationToken)
    {
        var rest = new List<ParcelRow>();
        foreach (var source in planned.ReadSources())
        {
            var row = await ledger.FindAsync(source.Partition, source.Row, cancellationToken);
            if (row is { Due: not null } && row.Round == source.Round) rest.Add(row);
        }

        await ClearAsync(push, rest, planned, cancellationToken);
        return rest.Count > 0;
    }

    /// <summary>Hands the due users of each source on.</summary>
    /// <param name="planned">Any parcel of the plan that takes them over.</param>
    public async Task ClearAsync(
        PushRow push, IReadOnlyList<ParcelRow> sources, ParcelRow planned, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            if (source.Due is not { } bucket) continue;
            source.HandOn(planned);
            // False: only a plan clears a source, and each names it once; another process completes the same plan.
            _ = await storage.Pushes.TryReplaceAsync(source, cancellationToken);
            await DeleteIndexAsync(
                IndexRow.ForDue(push.App, push.PushId, bucket, source.PartitionKey, source.RowKey), cancellationToken);
        }
    }

    /// <summary>Ends the due users of a push that was cancelled.</summary>
    /// <returns>The rows as they are now; one that another has just changed is left for the next look.</returns>
    public async Task<IReadOnlyList<ParcelRow>> CancelAsync(
        PushRow push, IReadOnlyList<ParcelRow> rows, CancellationToken cancellationToken)
    {
        var now = new List<ParcelRow>();
        foreach (var row in rows)
            now.Add(row.Due is null ? row : await CancelAsync(push, row, cancellationToken));
        return now;
    }

    private async Task<ParcelRow> CancelAsync(PushRow push, ParcelRow light, CancellationToken cancellationToken)
    {
        var row = await ledger.FindAsync(light.PartitionKey, light.RowKey, cancellationToken);
        if (row is not { IsOver: true, Due: { } bucket }) return row ?? light;
        var book = row.ReadOutcomes();
        foreach (var user in book.PositionsOf(UserOutcome.Retrying).ToList()) book.Cancel(user, book[user]!.Tries);
        row.Write(book);
        row.Due = null;
        if (!await storage.Pushes.TryReplaceAsync(row, cancellationToken)) return light;
        await DeleteIndexAsync(
            IndexRow.ForDue(push.App, push.PushId, bucket, row.PartitionKey, row.RowKey), cancellationToken);
        return row;
    }

    private AsyncPageable<IndexRow> ReadIndexAsync(
        string pushId, DateTimeOffset bucket, CancellationToken cancellationToken)
    {
        var prefix = IndexRow.DuePrefixOf(bucket, pushId);
        var (partition, end) = (IndexRow.DuePartition(bucket), LedgerKey.EndOf(prefix));
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {prefix} and RowKey lt {end}");
        return storage.PushIndex.QueryAsync<IndexRow>(filter, cancellationToken: cancellationToken);
    }

    private Task DeleteIndexAsync(IndexRow index, CancellationToken cancellationToken) =>
        storage.PushIndex.DeleteEntityAsync(index.PartitionKey, index.RowKey, ETag.All, cancellationToken);
}
