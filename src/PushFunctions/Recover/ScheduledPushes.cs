using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Recover;

/// <summary>
/// Opens the pushes whose time is near: open row, then the first message, hidden until then, then the scheduled row
/// goes. Whatever dies in between, the next run finds the scheduled row and does the rest; a message put twice finds
/// its work claimed or done.
/// </summary>
public sealed class ScheduledPushes(
    StorageClients storage, PushStore pushes, PushEnd end, TimeProvider time, ILogger<ScheduledPushes> log)
{
    /// <summary>Pushes opened side by side.</summary>
    private const int AtOnce = 16;

    /// <summary>The watchdog has more to do: of very many the earliest are opened, the rest by its next runs.</summary>
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(10);

    public Task OpenDueAsync(CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var end = ScheduledRow.PartitionsBefore(time.GetUtcNow() + SendTimes.Ahead);
        // However late this is: all whose time has passed come first, the earliest before the others.
        var due = storage.PushSchedule.QueryAsync<ScheduledRow>(
            TableClient.CreateQueryFilter($"PartitionKey lt {end}"), cancellationToken: cancellationToken);
        return SideBySide.ForEachAsync(
            due.TakeWhile(_ => time.GetElapsedTime(begun) < AtMost),
            AtOnce,
            row => TryOpenAsync(row, cancellationToken),
            cancellationToken);
    }

    private async Task TryOpenAsync(ScheduledRow row, CancellationToken cancellationToken)
    {
        try
        {
            var push = await pushes.FindAsync(row.PushId, cancellationToken);
            if (push is null || push.OpenRow != row.OpenRow)
            {
                if (row.IsOrphan(time.GetUtcNow())) await RemoveOrphanAsync(row, cancellationToken);
            }
            else if (push.HasEnded)
            {
                await end.CompleteAsync(push, cancellationToken);
            }
            else
            {
                await OpenAsync(push, row, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is RequestFailedException || StorageErrors.IsAway(exception))
        {
            log.NotOpened(exception, row.PushId);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // One that nobody understands must not keep the others from their time.
            log.CannotBeOpened(exception, row.PushId);
        }
    }

    private async Task OpenAsync(PushRow push, ScheduledRow row, CancellationToken cancellationToken)
    {
        await storage.PushIndex.UpsertEntityAsync(
            IndexRow.ForOpen(push), TableUpdateMode.Replace, cancellationToken);
        // One that has begun was opened by a run that died before the last write.
        if (push.State == PushState.Waiting) await pushes.PutFirstAsync(push, cancellationToken);
        await DeleteAsync(row, cancellationToken);
    }

    /// <summary>Its listing row was written after it, and goes before it.</summary>
    private async Task RemoveOrphanAsync(ScheduledRow row, CancellationToken cancellationToken)
    {
        await storage.PushListing.DeleteEntityAsync(
            ListingRow.PartitionOf(row.App, row.OpenRow), row.OpenRow, ETag.All, cancellationToken);
        await DeleteAsync(row, cancellationToken);
    }

    private Task DeleteAsync(ScheduledRow row, CancellationToken cancellationToken) =>
        storage.PushSchedule.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken);
}
