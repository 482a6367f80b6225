using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>
/// Carries plans of retry parcels out: their sources are cleared before anything is read as due, then their parcels are
/// put or, of a push whose time is over, ended without a message. What a step that died has left undone, the next does.
/// </summary>
public sealed class RetryPlans(
    StorageClients storage, LedgerReader ledger, RetrySources sources, ParcelMaker maker, WorkQueues queues,
    TimeProvider time)
{
    /// <summary>A planned parcel that nobody has picked up by then is put again.</summary>
    public static readonly TimeSpan PickUpWithin = TimeSpan.FromSeconds(30);

    /// <summary>Puts the parcels of a plan that was just written down.</summary>
    public async Task CarryOutAsync(
        PushRow push, PushLayout layout, RetryPlan plan, PushFeed feed, CancellationToken cancellationToken)
    {
        await sources.ClearAsync(push, plan.Sources, plan.Parcels[0], cancellationToken);
        // The feed moves, so that broadcasts make room; but retries go before broadcasts, and are not put behind them.
        await feed.FeedAsync(plan.Parcels.Sum(parcel => parcel.Batches), cancellationToken);
        foreach (var row in plan.Parcels)
            await feed.PutAsync(ParcelMaker.Make(push, layout, row, time.GetUtcNow()));
    }

    /// <summary>Ends the parcels of a plan that was just written down: no call takes anybody's place.</summary>
    public async Task ExpireAsync(PushRow push, RetryPlan plan, CancellationToken cancellationToken)
    {
        await sources.ClearAsync(push, plan.Sources, plan.Parcels[0], cancellationToken);
        foreach (var planned in plan.Parcels)
        {
            if (await FindPlannedAsync(planned, cancellationToken) is { } row)
                await ExpireAsync(push, row, cancellationToken);
        }
    }

    /// <summary>
    /// Completes the plans whose step died; their parcels are not put while they still may be on their way.
    /// </summary>
    public async Task CompleteAsync(PushRow push, CancellationToken cancellationToken)
    {
        var open = await ledger.ReadRetriesAsync(push, cancellationToken);
        var unfinished = new Dictionary<int, bool>();
        foreach (var light in open.Where(row => row.State == ParcelState.Planned))
        {
            if (await FindPlannedAsync(light, cancellationToken) is not { } row) continue;
            // Any parcel tells of its whole plan: once is enough.
            var plan = row.PlanFirst!.Value;
            if (!unfinished.TryGetValue(plan, out var wasUnfinished))
            {
                wasUnfinished = await sources.HandOnRestAsync(push, row, cancellationToken);
                unfinished.Add(plan, wasUnfinished);
            }

            if (push.CancelledAt is null && push.IsExpired(time.GetUtcNow()))
                await ExpireAsync(push, row, cancellationToken);
            else if (wasUnfinished || row.Until <= time.GetUtcNow())
                await PutAsync(push, row, cancellationToken);
        }
    }

    private async Task<ParcelRow?> FindPlannedAsync(ParcelRow planned, CancellationToken cancellationToken) =>
        await ledger.FindAsync(planned.PartitionKey, planned.RowKey, cancellationToken)
            is { State: ParcelState.Planned } row ? row : null;

    private async Task PutAsync(PushRow push, ParcelRow planned, CancellationToken cancellationToken)
    {
        planned.Until = time.GetUtcNow() + PickUpWithin;
        if (!await storage.Pushes.TryReplaceAsync(planned, cancellationToken)) return;
        var parcel = await maker.MakeAsync(push, planned, time.GetUtcNow(), cancellationToken);
        await queues.PutAsync(parcel, TimeSpan.Zero, cancellationToken);
    }

    private async Task ExpireAsync(PushRow push, ParcelRow planned, CancellationToken cancellationToken)
    {
        planned.Expire(push.ExpiresAt, time.GetUtcNow());
        // False: another has ended it, or a message found it first, and whoever holds it ends it as well.
        _ = await storage.Pushes.TryReplaceAsync(planned, cancellationToken);
    }
}
