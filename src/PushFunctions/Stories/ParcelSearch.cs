using Azure.Data.Tables;
using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Stories;

/// <summary>
/// Finds the parcel that holds a byte of a push's list. Of a parcel that nobody has picked up, an open step tells; all
/// others have their row in the ledger, whose segments are searched by halves: 8 reads for 10 million users.
/// </summary>
public sealed class ParcelSearch(StorageClients storage, LedgerReader ledger)
{
    /// <summary>No parcel has more.</summary>
    private static readonly long MostBytes = ParcelCutter.MostBytes(Parcel.MaxBatches);

    private static readonly string[] Place =
        ["PartitionKey", "RowKey", nameof(ParcelRow.Batches), nameof(ParcelRow.Offset), nameof(ParcelRow.Bytes)];

    /// <param name="found">The push and its open steps, read together.</param>
    /// <param name="offset">A byte of what has been fed.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Where the parcel lies, and its row; null when nobody has picked it up.</returns>
    public async Task<(ParcelCut Cut, ParcelRow? Row)> FindAsync(
        PushAndSteps found, long offset, CancellationToken cancellationToken)
    {
        IReadOnlyList<ParcelCut> open = [.. found.Steps.SelectMany(step => step.ReadCut())];
        var cut = open.FirstOrDefault(cut => Holds(cut, offset))
            ?? await FindInLedgerAsync(found.Push, open, offset, cancellationToken);
        var partition = LedgerKey.Segment(found.Push.PushId, cut.FirstBatch);
        return (cut, await ledger.FindAsync(partition, LedgerKey.Parcel(cut.FirstBatch), cancellationToken));
    }

    private static bool Holds(ParcelCut cut, long offset) => offset >= cut.Offset && offset < cut.Offset + cut.Bytes;

    private async Task<ParcelCut> FindInLedgerAsync(
        PushRow push, IReadOnlyList<ParcelCut> open, long offset, CancellationToken cancellationToken)
    {
        // Between those of open parcels before and behind, every parcel has its row.
        var low = SegmentOf(open.Where(cut => cut.Offset < offset).Select(cut => cut.FirstBatch).Append(0).Max());
        var high = SegmentOf(
            open.Where(cut => cut.Offset > offset).Select(cut => cut.FirstBatch).Append(push.NextBatch - 1).Min());
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            var first = await ReadFirstAsync(push, middle, cancellationToken);
            if (first?.Offset <= offset) low = middle;
            else high = middle - 1;
        }

        var from = offset - MostBytes;
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Partition(push, low)} and Offset gt {from} and Offset le {offset}");
        await foreach (var row in storage.Pushes.QueryAsync<ParcelRow>(
            filter, select: Place, cancellationToken: cancellationToken))
        {
            if (Holds(row.ReadCut(), offset)) return row.ReadCut();
        }

        throw new InvalidOperationException($"No parcel of push {push.PushId} holds byte {offset} of its list.");
    }

    /// <summary>The first row of a segment; null when nobody has picked up any of its parcels.</summary>
    private async Task<ParcelRow?> ReadFirstAsync(PushRow push, int segment, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition(push, segment)}");
        await foreach (var row in storage.Pushes.QueryAsync<ParcelRow>(filter, maxPerPage: 1, Place, cancellationToken))
            return row;
        return null;
    }

    private static int SegmentOf(int batch) => batch / LedgerKey.SegmentBatches;

    private static string Partition(PushRow push, int segment) =>
        LedgerKey.Segment(push.PushId, segment * LedgerKey.SegmentBatches);
}
