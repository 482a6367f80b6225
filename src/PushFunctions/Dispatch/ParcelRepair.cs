using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>Puts parcels again that are late, each at most once a minute, made from what is durable.</summary>
public sealed class ParcelRepair(
    StorageClients storage, LedgerReader ledger, ParcelMaker maker, WorkQueues queues, PutAgain again,
    TimeProvider time)
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
            await PutAsync(push, parcel, cancellationToken);
        }

        return missing.Count;
    }

    /// <summary>Puts all that is fed and that nobody holds, of a push whose parcels rested.</summary>
    public async Task PutRestingAsync(
        PushRow push, IReadOnlyList<StepRow> steps, IReadOnlyList<ParcelRow> rows, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var pickedUp = new PickedUp(push.Mark, rows.Where(row => !row.IsRetry));
        foreach (var cut in steps.SelectMany(pickedUp.MissingOf))
        {
            var parcel = await maker.MakeAsync(push, cut, now, cancellationToken);
            await PutAsync(push, parcel, cancellationToken);
        }

        foreach (var light in rows.Where(row => row.State == ParcelState.Released))
        {
            while (await ledger.FindAsync(light.PartitionKey, light.RowKey, cancellationToken)
                is { State: ParcelState.Released } row)
            {
                // While it rested nobody tried.
                var isThrottled = row.ThrottledSince is not null;
                row.ThrottledSince = null;
                if (isThrottled && !await storage.Pushes.TryReplaceAsync(row, cancellationToken)) continue;
                var parcel = await MakeAsync(push, row, now, cancellationToken);
                await PutAsync(push, parcel, cancellationToken);
                break;
            }
        }

        // Any retry step of the push carries its plans out.
        if (rows.Any(row => row.State == ParcelState.Planned))
        {
            await queues.PutAsync(DispatchStep.ForRetry(push, bucket: now, due: now), cancellationToken);
        }
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
            await queues.PutAsync(DispatchStep.ForRetry(push, bucket: now, due: now), cancellationToken);
            return true;
        }

        await PutAsync(push, await MakeAsync(push, row, now, cancellationToken), cancellationToken);
        return true;
    }

    /// <summary>In the trace of the push, not of who repairs it.</summary>
    private Task PutAsync(PushRow push, Parcel parcel, CancellationToken cancellationToken) => queues.PutAsync(
        parcel with { TraceParent = push.TraceParent }, TimeSpan.Zero, cancellationToken);

    private Task<Parcel> MakeAsync(
        PushRow push, ParcelRow row, DateTimeOffset due, CancellationToken cancellationToken) => row.IsRetry
        ? maker.MakeAsync(push, row, due, cancellationToken)
        : maker.MakeAsync(push, row.ReadCut(), due, cancellationToken);
}
