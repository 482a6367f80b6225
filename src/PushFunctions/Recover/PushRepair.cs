using Microsoft.Extensions.Logging;
using PushFunctions.Accept;
using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Recover;

/// <summary>
/// Puts again what one open push lacks: its first message, a step, parcels, claims whose holder is gone.
/// </summary>
public sealed class PushRepair(
    LedgerReader ledger, ParcelMaker maker, PushStore pushes, PushStart start, PutAgain again, WorkQueues queues,
    TimeProvider time, ILogger<PushRepair> log)
{
    private static readonly TimeSpan FirstMessageLate = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan StepLate = TimeSpan.FromSeconds(10);

    public async Task RepairAsync(PushAndSteps found, WaitingLines lines, CancellationToken cancellationToken)
    {
        var (push, steps) = found;
        var now = time.GetUtcNow();
        var rows = await ledger.ReadParcelsAsync(push, cancellationToken);
        var retries = await ledger.ReadRetriesAsync(push, cancellationToken);
        if (push.IsSingle && rows.Count == 0 && push.Mark == 0)
        {
            if (push.Created + FirstMessageLate < now
                && !lines.IsInDeliveryLine(push.Created)
                && await again.MayAsync(push, cancellationToken))
            {
                await start.PutAsync(push, cancellationToken);
                log.PutAgain(push.PushId, "first message");
            }

            return;
        }

        await RepairStepsAsync(push, steps, rows, lines, now, cancellationToken);
        foreach (var row in rows.Concat(retries).Where(row => !row.IsOver && row.Until < now))
            await PutParcelAgainAsync(push, row, lines, cancellationToken);
        var waitsForParcel = push.IsSingle && rows.Any(row => !row.IsOver);
        if (!waitsForParcel
            && push.StepDue + StepLate < now
            && !lines.IsInDispatchLine(push.StepDue)
            && await again.MayAsync(push, cancellationToken))
        {
            await pushes.PutNextAsync(push);
            log.PutAgain(push.PushId, "step");
        }
    }

    private async Task RepairStepsAsync(
        PushRow push,
        IReadOnlyList<StepRow> steps,
        IReadOnlyList<ParcelRow> rows,
        WaitingLines lines,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var pickedUp = new PickedUp(push.Mark, rows);
        foreach (var step in steps)
        {
            var lost = pickedUp.MissingOf(step);
            if (lost.Count == 0 || step.Due + StepLate > now || lines.IsInDeliveryLine(step.Due)) continue;
            if (!await again.MayAsync(step, cancellationToken)) continue;
            foreach (var cut in lost)
            {
                var parcel = await maker.MakeAsync(push, cut, step.Due, cancellationToken);
                await queues.PutAsync(parcel, TimeSpan.Zero, cancellationToken);
            }

            log.PutAgain(push.PushId, $"{lost.Count} parcels");
        }
    }

    private async Task PutParcelAgainAsync(
        PushRow push, ParcelRow light, WaitingLines lines, CancellationToken cancellationToken)
    {
        // A message of it may wait in line: then everything due before the parcel's holder gave up is still to come.
        if (lines.IsInDeliveryLine(light.Until)) return;
        if (await ledger.FindAsync(light.PartitionKey, light.RowKey, cancellationToken) is not { IsOver: false } row
            || row.Until > time.GetUtcNow()
            || !await again.MayAsync(row, cancellationToken))
        {
            return;
        }

        if (row.State == ParcelState.Planned)
        {
            // Its sources may not be cleared: any retry step of the push does that first, and then puts the parcel.
            var now = time.GetUtcNow();
            await queues.PutAsync(
                DispatchStep.ForRetry(push.App, push.PushId, bucket: now, due: now), cancellationToken);
            log.PutAgain(push.PushId, row.RowKey);
            return;
        }

        var parcel = row.IsRetry
            ? await maker.MakeAsync(push, row, time.GetUtcNow(), cancellationToken)
            : await maker.MakeAsync(
                push,
                new ParcelCut(row.FirstBatch, row.Batches, row.Offset, row.Bytes),
                time.GetUtcNow(),
                cancellationToken);
        await queues.PutAsync(parcel, TimeSpan.Zero, cancellationToken);
        log.PutAgain(push.PushId, row.RowKey);
    }
}
