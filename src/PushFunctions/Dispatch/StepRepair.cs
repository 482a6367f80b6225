using Microsoft.Extensions.Logging;
using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>
/// Does what a step has left undone when its process died after the checkpoint: parcels, and the next step.
/// </summary>
public sealed class StepRepair(
    LedgerReader ledger, ParcelMaker maker, WorkQueues queues, PushStore pushes, TimeProvider time,
    ILogger<StepRepair> log)
{
    /// <summary>What is later than this was not put, or is lost.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(10);

    /// <returns>How many messages were put.</returns>
    public async Task<int> CompleteAsync(PushAndSteps found, CancellationToken cancellationToken)
    {
        var (push, steps) = found;
        var now = time.GetUtcNow();
        var pickedUp = new PickedUp(push.Mark, await ledger.ReadParcelsAsync(push, cancellationToken));
        var put = 0;
        foreach (var step in steps)
        {
            if (step.Due + Late > now) continue;
            foreach (var cut in pickedUp.MissingOf(step))
            {
                var parcel = await maker.MakeAsync(push, cut, now, cancellationToken);
                await queues.PutAsync(parcel, TimeSpan.Zero, cancellationToken);
                put++;
            }
        }

        if (push.StepDue + Late < now)
        {
            await pushes.PutNextAsync(push);
            put++;
        }

        if (put > 0) log.PutAgain(push.PushId, put);
        return put;
    }
}
