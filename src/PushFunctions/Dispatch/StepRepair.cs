using Microsoft.Extensions.Logging;
using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>
/// Does what a step has left undone when its process died after the checkpoint: parcels, and the next step. However
/// often the step's message comes, each is put at most once a minute.
/// </summary>
public sealed class StepRepair(
    LedgerReader ledger, ParcelRepair parcels, PushStore pushes, PutAgain again, PushMetrics metrics,
    TimeProvider time, ILogger<StepRepair> log)
{
    /// <returns>How many messages were put.</returns>
    public async Task<int> CompleteAsync(PushAndSteps found, CancellationToken cancellationToken)
    {
        var (push, steps) = found;
        var pickedUp = new PickedUp(push.Mark, await ledger.ReadParcelsAsync(push, cancellationToken));
        var put = 0;
        foreach (var step in steps) put += await parcels.PutMissingAsync(push, step, pickedUp, cancellationToken);
        metrics.CountRepair("parcel", put);
        if (push.StepDue + ParcelRepair.Late < time.GetUtcNow() && await again.MayAsync(push, cancellationToken))
        {
            await pushes.PutNextAsync(push);
            metrics.CountRepair("step");
            put++;
        }

        if (put > 0) log.PutAgain(push.PushId, put);
        return put;
    }
}
