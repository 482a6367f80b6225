using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using PushFunctions.Notices;
using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>
/// What follows a push's end: its listing row, what callbacks are told, then its rows in the index go. In this order,
/// so that a listing, which reads the index first, never misses it, and nothing that is to be told is lost. Whoever
/// meets an ended push does it; who comes so late that it is replayed already takes nothing from the new round.
/// </summary>
public sealed class PushEnd(
    StorageClients storage, PushStore pushes, DeadLetters letters, PushNotices notices, ILogger<PushEnd> log)
{
    public async Task CompleteAsync(PushRow push, CancellationToken cancellationToken)
    {
        var listed = ListingRow.Of(push);
        var answer = await storage.PushListing.UpsertEntityAsync(listed, TableUpdateMode.Replace, cancellationToken);
        listed.ETag = answer.Headers.ETag ?? default;
        // A replay that was to feed them may have been cancelled before its first step.
        if (push is { GivenUpAt: not null, CutAs: not UserOutcome.Dead })
            await letters.ForgetUnfedAsync(push, cancellationToken);
        if (push.LetterAt is not null) await letters.KeepTaskAsync(push, cancellationToken);
        await notices.PutEndAsync(push, cancellationToken);
        if (push.IsHeld) await LetGoAsync(push, cancellationToken);
        if (push.IsScheduled)
        {
            await storage.PushSchedule.DeleteEntityAsync(
                ScheduledRow.PartitionOf(push), push.OpenRow, ETag.All, cancellationToken);
        }

        var open = await storage.PushIndex.DeleteEntityAsync(
            IndexRow.Open, push.OpenKey, ETag.All, cancellationToken);
        // Another has done all of this before: a replay may have listed it as it is now.
        if (open.Status == 404) await ListAsNowAsync(push, listed, cancellationToken);
        if (push.IsTask) log.TaskEnded(push.PushId, push.State, push.TaskTo!);
        else log.Ended(push.PushId, push.State, push.Accepted, push.Targets);
    }

    private async Task LetGoAsync(PushRow push, CancellationToken cancellationToken)
    {
        // Read before the push's row: of whoever holds a later round, the name has another version.
        var name = await storage.PushIndex.FindAsync<IndexRow>(IndexRow.Held, push.PushId, cancellationToken);
        if (name is not null && await FindLaterAsync(push, cancellationToken) is null)
            _ = await storage.PushIndex.TryDeleteAsync(name, cancellationToken);
    }

    private async Task ListAsNowAsync(PushRow push, ListingRow listed, CancellationToken cancellationToken)
    {
        if (await FindLaterAsync(push, cancellationToken) is not { } later) return;
        if (push.LetterAt is not null) await letters.ForgetTaskAsync(push, cancellationToken);
        var row = ListingRow.Of(later);
        row.ETag = listed.ETag;
        // False: whoever has written it since knows better.
        _ = await storage.PushListing.TryReplaceAsync(row, cancellationToken);
    }

    /// <returns>The push in a later round; null: there is none.</returns>
    private async Task<PushRow?> FindLaterAsync(PushRow push, CancellationToken cancellationToken) =>
        await pushes.FindAsync(push.PushId, cancellationToken) is { } there && there.Round > push.Round ? there : null;
}
