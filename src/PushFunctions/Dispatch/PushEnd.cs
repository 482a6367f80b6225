using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using PushFunctions.Notices;
using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>
/// What follows a push's end: its listing row, what callbacks are told, then its rows in the index go. In this order,
/// so that a listing, which reads the index first, never misses it, and nothing that is to be told is lost. Whoever
/// meets an ended push does it.
/// </summary>
public sealed class PushEnd(
    StorageClients storage, DeadLetters letters, PushNotices notices, ILogger<PushEnd> log)
{
    public async Task CompleteAsync(PushRow push, CancellationToken cancellationToken)
    {
        await storage.PushListing.UpsertEntityAsync(
            ListingRow.Of(push), TableUpdateMode.Replace, cancellationToken);
        // A replay that was to feed them may have been cancelled before its first step.
        if (push is { GivenUpAt: not null, CutAs: not UserOutcome.Dead })
            await letters.ForgetUnfedAsync(push, cancellationToken);
        await notices.PutEndAsync(push, cancellationToken);
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
