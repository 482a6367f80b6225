using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>
/// What follows a push's end: its listing row, then its rows in the index go. In this order, so that a listing, which
/// reads the index first, never misses it. Whoever meets an ended push does it.
/// </summary>
public sealed class PushEnd(StorageClients storage, ILogger<PushEnd> log)
{
    public async Task CompleteAsync(PushRow push, CancellationToken cancellationToken)
    {
        await storage.PushListing.UpsertEntityAsync(
            ListingRow.Of(push), TableUpdateMode.Replace, cancellationToken);
        if (push.IsHeld)
            await storage.PushIndex.DeleteEntityAsync(IndexRow.Held, push.PushId, ETag.All, cancellationToken);
        if (push.IsScheduled)
        {
            await storage.PushSchedule.DeleteEntityAsync(
                ScheduledRow.PartitionOf(push), push.OpenRow, ETag.All, cancellationToken);
        }

        await storage.PushIndex.DeleteEntityAsync(IndexRow.Open, push.OpenKey, ETag.All, cancellationToken);
        log.Ended(push.PushId, push.State, push.Accepted, push.Targets);
    }
}
