using Azure;
using Microsoft.Extensions.Logging;
using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Recover;

/// <summary>Looks at one push that the index says is open, and does what its state asks for.</summary>
public sealed class PushLook(
    StorageClients storage, PushStore pushes, PushEnd end, PushRepair repair, ExpiredPauses pauses,
    StallNotices stalls, TimeProvider time, ILogger<PushLook> log)
{
    public async Task LookAtAsync(IndexRow index, WaitingLines lines, CancellationToken cancellationToken)
    {
        try
        {
            var found = await FindAsync(index, cancellationToken);
            if (found?.Push.OpenKey == index.RowKey)
            {
                await LookAtAsync(found, lines, cancellationToken);
            }
            else if (index.IsOrphan(time.GetUtcNow()))
            {
                // As it was read: a replay that is about to name it may have written it anew.
                _ = await storage.PushIndex.TryDeleteAsync(index, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is RequestFailedException || StorageErrors.IsAway(exception))
        {
            // One push that cannot be read must not keep the others waiting.
            log.NotLookedAt(exception, index.PushId);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Nor one whose rows nobody understands: every run would end at it.
            log.NotUnderstood(exception, index.PushId);
        }
    }

    private async Task<PushAndSteps?> FindAsync(IndexRow index, CancellationToken cancellationToken)
    {
        if (index.IsSingle is not true) return await pushes.FindWithStepsAsync(index.PushId, cancellationToken);
        // Most open pushes are of one parcel: their rows are read by their keys, and nothing is looked for.
        return await pushes.FindAsync(index.PushId, cancellationToken) is { } push ? new(push, []) : null;
    }

    private async Task LookAtAsync(PushAndSteps found, WaitingLines lines, CancellationToken cancellationToken)
    {
        var push = found.Push;
        if (push.HasEnded)
        {
            await end.CompleteAsync(push, cancellationToken);
            return;
        }

        await stalls.LookAtAsync(push, cancellationToken);
        await (push.Rests
            ? pauses.LookAtAsync(push, cancellationToken)
            : repair.RepairAsync(found, lines, cancellationToken));
    }
}
