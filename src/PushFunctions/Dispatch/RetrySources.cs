using Azure;
using Azure.Data.Tables;
using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>
/// The settled parcels whose users are due, found by the index and cleared once a plan has taken their users over.
/// </summary>
public sealed class RetrySources(
    StorageClients storage, LedgerReader ledger, ReplaySources replayed, RetryRemainder remainder)
{
    /// <summary>Most sources one step looks at; it comes again while there are more.</summary>
    public const int MostAtOnce = 500;

    /// <summary>
    /// The parcels of a push whose users are due at a bucket, or were at those before it and have waited. An index row
    /// is written before its parcel is settled, so one may be early; it is left for the next bucket's step or the
    /// watchdog, which comes back for what stays.
    /// </summary>
    public async Task<DueSources> ReadDueAsync(
        PushRow push, DateTimeOffset bucket, CancellationToken cancellationToken)
    {
        var (found, later) = (new List<ParcelRow>(), new List<IndexRow>());
        // Whoever is alone in a push waits for nobody.
        var wait = push.IsSingle ? TimeSpan.Zero : remainder.Wait;
        await foreach (var index in ReadIndexAsync(push.PushId, bucket - wait, bucket + wait, cancellationToken))
        {
            if (index.At > bucket)
            {
                later.Add(index);
                continue;
            }

            var row = await ledger.FindAsync(index.LedgerPartition!, index.LedgerRow!, cancellationToken);
            if (row is { IsOver: true, Due: { } due } && due == index.At) found.Add(row);
            else if (row is { IsOver: true }) await DeleteIndexAsync(index, cancellationToken);
            if (found.Count == MostAtOnce) break;
        }

        return new(found, later);
    }

    /// <summary>Deletes what the index holds of a bucket of a push that has ended.</summary>
    public async Task ForgetAsync(string pushId, DateTimeOffset bucket, CancellationToken cancellationToken)
    {
        await foreach (var index in ReadIndexAsync(pushId, bucket, bucket, cancellationToken))
            await DeleteIndexAsync(index, cancellationToken);
    }

    /// <summary>
    /// Does of a plan what a step has left undone that died: hands on those whose sources still have them. Sources that
    /// are retry parcels were cleared with the plan.
    /// </summary>
    /// <param name="planned">Any parcel of the plan.</param>
    /// <returns>Whether there were any.</returns>
    public async Task<bool> HandOnRestAsync(PushRow push, ParcelRow planned, CancellationToken cancellationToken)
    {
        if (planned.IsReplay) return await replayed.HandOnRestAsync(push, planned, cancellationToken);
        var rest = new List<ParcelRow>();
        foreach (var source in planned.ReadSources().Where(source => !LedgerKey.IsRetry(source.Row)))
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
            PushProgress.HandOn(push, source, planned);
            // False: only a plan clears a source, and each names it once; another process completes the same plan.
            _ = await storage.Pushes.TryReplaceAsync(source, cancellationToken);
            await ForgetAsync(push, source, bucket, cancellationToken);
        }
    }

    /// <summary>Deletes the index row of a parcel whose users are not due any more.</summary>
    public Task ForgetAsync(
        PushRow push, ParcelRow source, DateTimeOffset bucket, CancellationToken cancellationToken) => DeleteIndexAsync(
        IndexRow.ForDue(push.App, push.PushId, bucket, source.PartitionKey, source.RowKey), cancellationToken);

    /// <summary>One push's rows of the buckets from one to another, in the order of time.</summary>
    private AsyncPageable<IndexRow> ReadIndexAsync(
        string pushId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var (first, end) = (IndexRow.DuePrefixOf(from, pushId), LedgerKey.EndOf(IndexRow.DuePrefixOf(to, pushId)));
        var (partition, last) = (IndexRow.DuePartition(from), IndexRow.DuePartition(to));
        // Rows of others lie between.
        var partitions = partition == last
            ? TableClient.CreateQueryFilter($"PartitionKey eq {partition}")
            : TableClient.CreateQueryFilter($"PartitionKey ge {partition} and PartitionKey le {last}");
        var rows = TableClient.CreateQueryFilter($"RowKey ge {first} and RowKey lt {end} and PushId eq {pushId}");
        var filter = $"{partitions} and {rows}";
        return storage.PushIndex.QueryAsync<IndexRow>(filter, cancellationToken: cancellationToken);
    }

    private Task DeleteIndexAsync(IndexRow index, CancellationToken cancellationToken) =>
        storage.PushIndex.DeleteEntityAsync(index.PartitionKey, index.RowKey, ETag.All, cancellationToken);
}
