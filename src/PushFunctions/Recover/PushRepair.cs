using Microsoft.Extensions.Logging;
using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Recover;

/// <summary>
/// Puts again what one open push lacks: its first message, a step, parcels, claims whose holder is gone.
/// </summary>
public sealed class PushRepair(
    LedgerReader ledger, ParcelRepair parcels, QuietPushes quiet, ThrottledPushes throttled, PushStore pushes,
    PutAgain again, PushMetrics metrics, TimeProvider time, ILogger<PushRepair> log)
{
    private static readonly TimeSpan FirstMessageLate = TimeSpan.FromSeconds(15);

    public async Task RepairAsync(PushAndSteps found, WaitingLines lines, CancellationToken cancellationToken)
    {
        var push = found.Push;
        // One that is shown as stalled may be able to send again.
        var isQuiet = push.ThrottledSince is null && quiet.IsQuiet(push);
        var waitsForParcel = !isQuiet && !push.IsTask && await PutParcelsAsync(found, lines, cancellationToken);
        if (!waitsForParcel
            && push.StepDue + ParcelRepair.Late < time.GetUtcNow()
            && !lines.IsInDispatchLine(push.StepDue)
            && await again.MayAsync(push, cancellationToken))
        {
            await pushes.PutNextAsync(push);
            log.PutAgain(push.PushId, "step");
            metrics.CountRepair("step");
        }
    }

    /// <returns>Whether the push is of one parcel that is still out, so that its steps have to wait.</returns>
    private async Task<bool> PutParcelsAsync(
        PushAndSteps found, WaitingLines lines, CancellationToken cancellationToken)
    {
        var (push, steps) = found;
        var now = time.GetUtcNow();
        var rows = await ledger.ReadParcelsAsync(push, cancellationToken);
        var retries = await ledger.ReadRetriesAsync(push, cancellationToken);
        quiet.Note(push, rows, retries);
        await throttled.LookAsync(push, [.. rows, .. retries], cancellationToken);
        if (push.IsSingle && rows.Count == 0 && push.Mark == 0)
        {
            await PutFirstAsync(push, lines, cancellationToken);
            return true;
        }

        await PutMissingAsync(push, steps, new PickedUp(push.Mark, rows), lines, cancellationToken);
        foreach (var row in rows.Concat(retries).Where(row => !row.IsOver && row.Until < now))
        {
            // A message of it may wait in line: then everything due before the parcel's holder gave up is to come.
            if (lines.IsInDeliveryLine(row.Until)) continue;
            if (!await parcels.PutClaimedAsync(push, row, cancellationToken)) continue;
            log.PutAgain(push.PushId, row.RowKey);
            metrics.CountRepair("claim");
        }

        return push.IsSingle && rows.Any(row => !row.IsOver);
    }

    private async Task PutFirstAsync(PushRow push, WaitingLines lines, CancellationToken cancellationToken)
    {
        if (push.Begins + FirstMessageLate < time.GetUtcNow()
            && !lines.IsInDeliveryLine(push.Begins)
            && await again.MayAsync(push, cancellationToken))
        {
            await pushes.PutFirstAsync(push, cancellationToken);
            log.PutAgain(push.PushId, "first message");
            metrics.CountRepair("first_message");
        }
    }

    private async Task PutMissingAsync(
        PushRow push,
        IReadOnlyList<StepRow> steps,
        PickedUp pickedUp,
        WaitingLines lines,
        CancellationToken cancellationToken)
    {
        foreach (var step in steps.Where(step => !lines.IsInDeliveryLine(step.Due)))
        {
            var put = await parcels.PutMissingAsync(push, step, pickedUp, cancellationToken);
            if (put == 0) continue;
            log.PutAgain(push.PushId, $"{put} parcels");
            metrics.CountRepair("parcel", put);
        }
    }
}
