using Azure;
using Azure.Data.Tables;
using PushFunctions.Claims;
using PushFunctions.Storage;

namespace PushFunctions.Wait;

/// <summary>
/// Makes a push durable whose call this process makes at once: its ledger row is born claimed and sending, in one
/// transaction with the push's row. Should the process die, the parcel is taken over like any other.
/// </summary>
public sealed class AwaitedPushes(StorageClients storage, ParcelClaims claims, LedgerReader ledger, TimeProvider time)
{
    /// <param name="push">The push; it becomes one that is sending.</param>
    /// <param name="callAt">When its call is to be made.</param>
    /// <param name="cancellationToken">Listened to until the push's row is written.</param>
    /// <returns>The parcel; null when the same event was faster.</returns>
    public async Task<HeldParcel?> MakeAsync(
        PushRow push, DateTimeOffset callAt, CancellationToken cancellationToken)
    {
        push.State = PushState.Sending;
        push.IsAwaited = true;
        var held = claims.Prepare(Parcel.ForSingle(push), callAt);
        var index = IndexRow.ForOpen(push);
        await storage.PushIndex.UpsertEntityAsync(index, cancellationToken: cancellationToken);
        if (await InsertAsync(push, held.Row)) return held;
        held.Dispose();
        await storage.PushIndex.DeleteEntityAsync(
            index.PartitionKey, index.RowKey, ETag.All, CancellationToken.None);
        return null;
    }

    /// <summary>Whether the first call of a push is still to come, or being made.</summary>
    public async Task<bool> IsInTheAirAsync(PushRow push, CancellationToken cancellationToken)
    {
        var row = await ledger.FindAsync(push.PushId, LedgerKey.Parcel(0), cancellationToken);
        return row is { State: ParcelState.Sending, Attempt: 1 } && row.Until > time.GetUtcNow();
    }

    private async Task<bool> InsertAsync(PushRow push, ParcelRow row)
    {
        try
        {
            var answer = await storage.Pushes.SubmitTransactionAsync(
                [new(TableTransactionActionType.Add, push), new(TableTransactionActionType.Add, row)],
                CancellationToken.None);
            row.ETag = answer.Value[1].Headers.ETag ?? default;
            return true;
        }
        catch (Exception exception) when (exception is RequestFailedException || StorageErrors.IsAway(exception))
        {
            // Our own may be there, its answer lost: then the row has our claim's name.
            var there = await ledger.FindAsync(row.PartitionKey, row.RowKey, CancellationToken.None);
            if (there?.Owner == row.Owner)
            {
                row.ETag = there.ETag;
                return true;
            }

            if (exception is TableTransactionFailedException { Status: 409 }) return false;
            throw;
        }
    }
}
