using Azure;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PushFunctions.Storage;

namespace PushFunctions.Retention;

/// <summary>
/// Removes old pushes, then old messages that were set aside, until its time is over; the next run goes on. Two at once
/// are harmless.
/// </summary>
public sealed class CleanUpHandler(
    OldPushes old, PushRemoval removal, OldMessages messages, IOptions<RetentionOptions> options, PushMetrics metrics,
    TimeProvider time, ILogger<CleanUpHandler> log)
{
    /// <summary>Pushes removed side by side.</summary>
    private const int AtOnce = 16;

    /// <summary>No run begins anything new after that.</summary>
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(2);

    public async Task HandleAsync(CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var before = time.GetUtcNow() - TimeSpan.FromDays(options.Value.Days);
        var removed = 0;
        await SideBySide.ForEachAsync(
            old.FindAsync(before, cancellationToken).TakeWhile(_ => time.GetElapsedTime(begun) < AtMost),
            AtOnce,
            async row =>
            {
                if (await TryRemoveAsync(row, before, cancellationToken)) Interlocked.Increment(ref removed);
            },
            cancellationToken);

        var messagesRemoved = await messages.RemoveAsync(
            before, () => time.GetElapsedTime(begun) < AtMost, cancellationToken);
        metrics.CountRemoved(removed);
        if (removed + messagesRemoved > 0) log.CleanedUp(removed, messagesRemoved);
    }

    private async Task<bool> TryRemoveAsync(ListingRow row, DateTimeOffset before, CancellationToken cancellationToken)
    {
        try
        {
            return await removal.RemoveAsync(row, before, cancellationToken);
        }
        catch (Exception exception) when (exception is RequestFailedException || StorageErrors.IsAway(exception))
        {
            // One push must not keep the others; it is found again.
            log.NotRemoved(exception, row.PushId);
            return false;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            log.CannotBeRemoved(exception, row.PushId);
            return false;
        }
    }
}
