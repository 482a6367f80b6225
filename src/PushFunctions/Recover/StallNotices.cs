using Azure;
using Azure.Data.Tables;
using PushFunctions.Dispatch;
using PushFunctions.Notices;
using PushFunctions.Storage;

namespace PushFunctions.Recover;

/// <summary>
/// Tells callbacks of a push that is stalled, once for each time that it is, whoever stalled it. Told first and then
/// noted in the push's row: whoever dies in between lets it be told again, with the same id.
/// </summary>
public sealed class StallNotices(StorageClients storage, LedgerReader ledger, PushNotices notices)
{
    public async Task LookAtAsync(PushRow push, CancellationToken cancellationToken)
    {
        var isStalled = push.ShownState == PushState.Stalled;
        if (isStalled == push.IsStallTold) return;
        if (!isStalled)
        {
            await NoteAsync(push, isTold: false, push.StallsOver + 1, cancellationToken);
        }
        else if (notices.WantsStalled(push.App))
        {
            await notices.PutStalledAsync(push, await CountAsync(push, cancellationToken), cancellationToken);
            await NoteAsync(push, isTold: true, push.StallsOver, cancellationToken);
        }
    }

    private async Task<PushFigures> CountAsync(PushRow push, CancellationToken cancellationToken)
    {
        if (push.IsTask) return PushFigures.OfTask(push);
        var counts = PushProgress.Count(
            push,
            [
                .. await ledger.ReadParcelsAsync(push, cancellationToken),
                .. await ledger.ReadRetriesAsync(push, cancellationToken),
            ]);
        return new(
            new(
                counts.Pending, counts.Accepted, counts.Retrying, counts.Failed, counts.Dead, counts.Expired,
                counts.Cancelled, counts.Unknown),
            counts.PossiblyTwice,
            counts.Calls);
    }

    /// <summary>
    /// Nobody but a watchdog writes these columns, and a push that is only too fast is written all the time: whoever
    /// would wait for a quiet moment would tell of one stall again and again.
    /// </summary>
    private async Task NoteAsync(PushRow push, bool isTold, int stallsOver, CancellationToken cancellationToken)
    {
        (push.IsStallTold, push.StallsOver) = (isTold, stallsOver);
        var note = new TableEntity(push.PartitionKey, push.RowKey)
        {
            [nameof(PushRow.IsStallTold)] = isTold,
            [nameof(PushRow.StallsOver)] = stallsOver,
        };
        try
        {
            var answer = await storage.Pushes.UpdateEntityAsync(
                note, push.ETag, TableUpdateMode.Merge, cancellationToken);
            push.ETag = answer.Headers.ETag ?? default;
        }
        catch (RequestFailedException exception) when (exception.Status == 412)
        {
            // It has moved on. What is held here stays as it was read, so that nothing is written by it.
            await storage.Pushes.UpdateEntityAsync(note, ETag.All, TableUpdateMode.Merge, cancellationToken);
        }
    }
}
