using Azure;
using Azure.Data.Tables;
using PushFunctions.Storage;

namespace PushFunctions.Retention;

/// <summary>
/// Removes one push. Its row is marked, and gone for all who ask; then goes what belongs to it, then the row, and last
/// the listing row by which it was found: whoever dies in between, the next run goes on.
/// </summary>
/// <remarks>
/// As long as the row is there, a repeat of the event is a repeat. A new push of the same id therefore finds nothing of
/// the old one; nor does it lose anything to a cleaner that is late, since that removes nothing that is young.
/// </remarks>
public sealed class PushRemoval(StorageClients storage, PushRemains remains, TimeProvider time)
{
    private static readonly string[] Columns =
    [
        "PartitionKey", "RowKey", "Timestamp", nameof(PushRow.App), nameof(PushRow.State), nameof(PushRow.Created),
        nameof(PushRow.OpenRow), nameof(PushRow.Timeline), nameof(PushRow.Blob), nameof(PushRow.GroupsBlob),
        nameof(PushRow.RetryNo), nameof(PushRow.Round), nameof(PushRow.Failed), nameof(PushRow.Dead),
        nameof(PushRow.RemovedAt), nameof(PushRow.TaskTo),
    ];

    /// <param name="listed">The row by which it was found.</param>
    /// <param name="before">When it was accepted, and ended, at the latest.</param>
    /// <param name="cancellationToken">Ends the work; what is left is found again.</param>
    /// <returns>False: it stays, for now.</returns>
    public async Task<bool> RemoveAsync(
        ListingRow listed, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var push = await storage.Pushes.FindAsync<PushRow>(
            listed.PushId, LedgerKey.Push, Columns, cancellationToken);
        // Of another push of the same id, the row says that all of this one is gone.
        if (push?.OpenRow == listed.RowKey && !await RemoveAsync(push, before, cancellationToken)) return false;
        await storage.PushListing.DeleteEntityAsync(
            listed.PartitionKey, listed.RowKey, ETag.All, cancellationToken);
        return true;
    }

    private async Task<bool> RemoveAsync(PushRow push, DateTimeOffset before, CancellationToken cancellationToken)
    {
        // It may have been replayed since it was listed.
        if (!(push.EndedAt < before && push.Created < before)) return false;
        if (IsPlain(push) && await TryRemoveAtOnceAsync(push, cancellationToken)) return true;
        return await TryMarkAsync(push, cancellationToken)
            && await remains.RemoveAsync(push, cancellationToken)
            && await storage.Pushes.TryDeleteAsync(push, cancellationToken);
    }

    /// <summary>Nothing belongs to it but the row of its only parcel: nearly all pushes are such.</summary>
    private static bool IsPlain(PushRow push) =>
        push is { IsSingle: true, GroupsBlob: null, RetryNo: 0, Round: 0, Failed: 0, Dead: 0, RemovedAt: null };

    private async Task<bool> TryRemoveAtOnceAsync(PushRow push, CancellationToken cancellationToken)
    {
        try
        {
            await storage.Pushes.SubmitTransactionAsync(
                [
                    new(TableTransactionActionType.Delete, push, push.ETag),
                    new(
                        TableTransactionActionType.Delete, new TableEntity(push.PushId, LedgerKey.Parcel(0)),
                        ETag.All),
                ],
                cancellationToken);
            return true;
        }
        catch (TableTransactionFailedException exception) when (exception.Status is 412 or 404)
        {
            // It was replayed just now, or its answer was lost, or it has no parcel: the long way tells.
            return false;
        }
    }

    /// <summary>Whoever replays it at the same time, one of both finds the row changed.</summary>
    private async Task<bool> TryMarkAsync(PushRow push, CancellationToken cancellationToken)
    {
        if (push.RemovedAt is not null) return true;
        try
        {
            var mark = new TableEntity(push.PartitionKey, push.RowKey)
            {
                [nameof(PushRow.RemovedAt)] = time.GetUtcNow(),
            };
            var answer = await storage.Pushes.UpdateEntityAsync(
                mark, push.ETag, TableUpdateMode.Merge, cancellationToken);
            push.ETag = answer.Headers.ETag ?? default;
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status is 412 or 404)
        {
            return false;
        }
    }
}
