using Azure;
using Azure.Data.Tables;

namespace PushFunctions.Storage;

/// <summary>Reads a push's ledger above its marks, where all that is open lies.</summary>
public sealed class LedgerReader(StorageClients storage)
{
    /// <summary>Rows that are in memory at once where they come whole: each may have 100 KB.</summary>
    private const int FewRows = 50;

    /// <summary>What counting and the watchdog need; users, outcomes and plans stay in the table.</summary>
    private static readonly string[] Light =
    [
        "PartitionKey", "RowKey", "Timestamp", nameof(ParcelRow.State), nameof(ParcelRow.Until),
        nameof(ParcelRow.Attempt), nameof(ParcelRow.Round), nameof(ParcelRow.Count), nameof(ParcelRow.Batches),
        nameof(ParcelRow.Offset), nameof(ParcelRow.Bytes), nameof(ParcelRow.Due), nameof(ParcelRow.PutAgainAt),
        nameof(ParcelRow.Accepted), nameof(ParcelRow.Failed), nameof(ParcelRow.Dead), nameof(ParcelRow.Expired),
        nameof(ParcelRow.Cancelled), nameof(ParcelRow.Unknown), nameof(ParcelRow.Retrying),
        nameof(ParcelRow.HandedOn), nameof(ParcelRow.PossiblyTwice), nameof(ParcelRow.Calls),
        nameof(ParcelRow.ThrottledSince), nameof(ParcelRow.TakenAt), nameof(ParcelRow.PlanFirst),
    ];

    /// <summary>Rows of ordinary parcels from the mark on, in their order, without users and outcomes.</summary>
    public async Task<IReadOnlyList<ParcelRow>> ReadParcelsAsync(PushRow push, CancellationToken cancellationToken)
    {
        if (push.IsSingle) return await ReadOnlyParcelAsync(push, cancellationToken);
        var rows = new List<ParcelRow>();
        for (var batch = push.Mark;
            batch < push.NextBatch;
            batch = (batch / LedgerKey.SegmentBatches + 1) * LedgerKey.SegmentBatches)
        {
            await AddAsync(
                rows,
                LedgerKey.Segment(push.PushId, batch),
                LedgerKey.Parcel(batch),
                LedgerKey.ParcelPrefix,
                Light,
                cancellationToken);
        }

        return rows;
    }

    /// <summary>Rows of retry parcels from their mark on, without users and outcomes.</summary>
    public async Task<IReadOnlyList<ParcelRow>> ReadRetriesAsync(PushRow push, CancellationToken cancellationToken)
    {
        var rows = new List<ParcelRow>();
        if (push.RetryMark == push.RetryNo) return rows;
        await AddAsync(
            rows, push.PushId, LedgerKey.Retry(push.RetryMark), LedgerKey.RetryPrefix, Light, cancellationToken);
        return rows;
    }

    /// <summary>All rows of one plan's retry parcels, with all they hold.</summary>
    public IAsyncEnumerable<ParcelRow> ReadPlanAsync(
        string pushId, PlanSpan plan, CancellationToken cancellationToken)
    {
        var (from, to) = (LedgerKey.Retry(plan.First), LedgerKey.Retry(plan.First + plan.Parcels));
        return storage.Pushes.QueryAsync<ParcelRow>(
            TableClient.CreateQueryFilter($"PartitionKey eq {pushId} and RowKey ge {from} and RowKey lt {to}"),
            cancellationToken: cancellationToken);
    }

    /// <summary>Rows of retry parcels below their mark whose users are due, without users and outcomes.</summary>
    /// <param name="most">So many are asked for at a time.</param>
    public AsyncPageable<ParcelRow> ReadDueRetriesAsync(PushRow push, int most, CancellationToken cancellationToken)
    {
        var (first, end, ever) = (LedgerKey.Retry(0), LedgerKey.Retry(push.RetryMark), DateTimeOffset.UnixEpoch);
        return storage.Pushes.QueryAsync<ParcelRow>(
            TableClient.CreateQueryFilter(
                $"PartitionKey eq {push.PushId} and RowKey ge {first} and RowKey lt {end} and Due ge {ever}"),
            most, Light, cancellationToken);
    }

    /// <summary>
    /// Rows, with all they hold, of the parcels from one on to the end of its stretch: its segment or, of a retry
    /// parcel, as many numbers.
    /// </summary>
    /// <param name="push">The push.</param>
    /// <param name="from">The key of the first row.</param>
    /// <param name="condition">What their columns must be.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<ParcelRow> ReadStretchAsync(
        PushRow push, string from, string condition, CancellationToken cancellationToken)
    {
        var (partition, to) = (LedgerKey.Partition(push.PushId, from, push.IsSingle), LedgerKey.NextStretch(from));
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {to}");
        return storage.Pushes.QueryAsync<ParcelRow>(
            $"{filter} and ({condition})", maxPerPage: FewRows, cancellationToken: cancellationToken);
    }

    /// <summary>One row with all it holds; null when nobody has picked the parcel up.</summary>
    public Task<ParcelRow?> FindAsync(string partition, string row, CancellationToken cancellationToken) =>
        storage.Pushes.FindAsync<ParcelRow>(partition, row, cancellationToken);

    /// <summary>A push of one parcel has a row that is known by its key: it is not looked for.</summary>
    private async Task<IReadOnlyList<ParcelRow>> ReadOnlyParcelAsync(PushRow push, CancellationToken cancellationToken)
    {
        if (push.Mark > 0) return [];
        var row = await storage.Pushes.FindAsync<ParcelRow>(
            push.PushId, LedgerKey.Parcel(0), Light, cancellationToken);
        return row is null ? [] : [row];
    }

    private async Task AddAsync(
        List<ParcelRow> rows,
        string partition,
        string from,
        string prefix,
        string[] columns,
        CancellationToken cancellationToken)
    {
        await foreach (var row in storage.Pushes.QueryAsync<ParcelRow>(
            Range(partition, from, prefix), select: columns, cancellationToken: cancellationToken))
        {
            rows.Add(row);
        }
    }

    private static string Range(string partition, string from, string prefix) =>
        TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {LedgerKey.EndOf(prefix)}");
}
