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
        var until = time.GetUtcNow() + SendTimes.Ahead;
        var (first, end) = (IndexRow.ScheduledPrefix, IndexRow.ScheduledEnd(until));
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {first} and PartitionKey lt {end} and RowKey lt {IndexRow.TimeKey(until)}");
        var due = storage.PushIndex.QueryAsync<IndexRow>(filter, cancellationToken: cancellationToken);
        return Parallel.ForEachAsync(
            due.TakeWhile(_ => time.GetElapsedTime(begun) < AtMost),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (index, stop) => await TryOpenAsync(index, stop));
    }

    private async Task TryOpenAsync(IndexRow index, CancellationToken cancellationToken)
    {
        try
        {
            var push = await pushes.FindAsync(index.PushId, cancellationToken);
            if (push is null || IndexRow.ScheduledKey(push) != index.RowKey)
            {
                if (index.IsOrphan(time.GetUtcNow())) await RemoveOrphanAsync(index, cancellationToken);
            }
            else if (push.HasEnded)
            {
                await end.CompleteAsync(push, cancellationToken);
            }
            else
            {
                await OpenAsync(push, index, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is RequestFailedException || StorageErrors.IsAway(exception))
        {
            log.NotOpened(exception, index.PushId);
        }
    }

    private async Task OpenAsync(PushRow push, IndexRow index, CancellationToken cancellationToken)
    {
        await storage.PushIndex.UpsertEntityAsync(
            IndexRow.ForOpen(push), TableUpdateMode.Replace, cancellationToken);
        // One that has begun was opened by a run that died before the last write.
        if (push.State == PushState.Waiting) await pushes.PutFirstAsync(push, cancellationToken);
        await DeleteAsync(index, cancellationToken);
    }

    /// <summary>Its listing row was written after it, and goes before it.</summary>
    private async Task RemoveOrphanAsync(IndexRow index, CancellationToken cancellationToken)
    {
        await storage.PushListing.DeleteEntityAsync(
            ListingRow.PartitionOf(index.App, index.OpenRow!), index.OpenRow!, ETag.All, cancellationToken);
        await DeleteAsync(index, cancellationToken);
    }

    private Task DeleteAsync(IndexRow index, CancellationToken cancellationToken) =>
        storage.PushIndex.DeleteEntityAsync(index.PartitionKey, index.RowKey, ETag.All, cancellationToken);
}
