using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>Puts parcels again that are late, each at most once a minute, made from what is durable.</summary>
public sealed class ParcelRepair(
    LedgerReader ledger, ParcelMaker maker, WorkQueues queues, PutAgain again, TimeProvider time)
{
    /// <summary>What is later than this was not put, or is lost.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromSeconds(10);

    /// <summary>Puts those parcels of a late step that nobody has picked up.</summary>
    /// <returns>How many were put.</returns>
    public async Task<int> PutMissingAsync(
        PushRow push, StepRow step, PickedUp pickedUp, CancellationToken cancellationToken)
    {
        var missing = pickedUp.MissingOf(step);
        if (missing.Count == 0
            || step.Due + Late > time.GetUtcNow()
            || !await again.MayAsync(step, cancellationToken))
        {
            return 0;
        }

        foreach (var cut in missing)
        {
            var parcel = await maker.MakeAsync(push, cut, step.Due, cancellationToken);
            await queues.PutAsync(parcel, TimeSpan.Zero, cancellationToken);
        }

        return missing.Count;
    }

    /// <summary>Puts a parcel whose holder is gone or, of one that is only planned, the step that puts it.</summary>
    /// <param name="light">The parcel's row, without users and outcomes.</param>
    /// <returns>Whether anything was put.</returns>
    public async Task<bool> PutClaimedAsync(PushRow push, ParcelRow light, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await ledger.FindAsync(light.PartitionKey, light.RowKey, cancellationToken) is not { IsOver: false } row
            || row.Until > now
            || !await again.MayAsync(row, cancellationToken))
        {
            return false;
        }

        if (row.State == ParcelState.Planned)
        {
            // Its sources may not be cleared: any retry step of the push does that first, and then puts the parcel.
            await queues.PutAsync(
                DispatchStep.ForRetry(push.App, push.PushId, bucket: now, due: now), cancellationToken);
            return true;
        }

        var parcel = row.IsRetry
            ? await maker.MakeAsync(push, row, now, cancellationToken)
            : await maker.MakeAsync(push, row.ReadCut(), now, cancellationToken);
        await queues.PutAsync(parcel, TimeSpan.Zero, cancellationToken);
        return true;
    }
}
