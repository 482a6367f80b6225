using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>
/// Sends again the users of a push who are due: writes a plan (retry parcels with their sources), clears the sources,
/// then puts the parcels. A plan that was not carried out to the end is completed by the next step that finds it.
/// </summary>
public sealed class RetryStep(
    StorageClients storage, PushStore pushes, LedgerReader ledger, RetrySources sources, PushFeeds feeds,
    ParcelMaker maker, WorkQueues queues, TimeProvider time, ILogger<RetryStep> log)
{
    /// <summary>A planned parcel that nobody has picked up by then is put again.</summary>
    public static readonly TimeSpan PickUpWithin = TimeSpan.FromSeconds(30);

    public async Task RunAsync(DispatchStep step, CancellationToken cancellationToken)
    {
        while (true)
        {
            var push = await pushes.FindAsync(step.PushId, cancellationToken);
            if (push is null || push.HasEnded)
            {
                // Nobody is due: the watchdog would find a row that stayed behind again and again.
                await sources.ForgetAsync(step.PushId, step.Bucket!.Value, cancellationToken);
                return;
            }

            if (push.State is PushState.Paused or PushState.Stalled) return;
            await CompletePlansAsync(push, cancellationToken);
            // Those who are due are cancelled by the step that follows the push to its end.
            if (push.CancelledAt is not null) return;

            var due = await sources.ReadDueAsync(push, step.Bucket!.Value, cancellationToken);
            if (due.Count == 0) return;
            var feed = await feeds.ForAsync(push, cancellationToken);
            var now = time.GetUtcNow();
            var layout = await maker.LayoutAsync(push, cancellationToken);
            var plan = new RetryPlanner(layout).Make(
                push, due, DispatchPace.BatchesPerParcel(feed.Spacing), now + PickUpWithin);
            IReadOnlyList<ParcelRow> tried = [.. plan.Sources.Where(source => source.IsRetry)];
            foreach (var source in tried) PushProgress.HandOn(push, source, plan.Parcels[0]);
            push.RetryNo += plan.Parcels.Count;
            push.State = PushState.Sending;
            // Not where a look is due soon: plans that follow each other at once would put it off again and again.
            var isLookedAfter = push.IsFed && push.StepDue > now + DispatchPace.CloseEvery;
            if (isLookedAfter) (push.Step, push.StepDue) = (push.Step + 1, now + DispatchPace.CloseEvery);
            push.Note(
                now,
                $"{plan.Parcels.Sum(parcel => parcel.Count)} users are tried again in "
                + $"{plan.Parcels.Sum(parcel => parcel.Batches)} calls");
            if (!await pushes.TryWriteAsync(
                push,
                [
                    .. plan.Parcels.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)),
                    .. tried.Select(row => new TableTransactionAction(
                        TableTransactionActionType.UpdateReplace, row, row.ETag)),
                ],
                cancellationToken))
            {
                continue;
            }

            await CarryOutAsync(push, layout, plan, feed, cancellationToken);
            foreach (var row in tried) await sources.ForgetAsync(push, row, step.Bucket!.Value, cancellationToken);
            if (isLookedAfter) await pushes.PutNextAsync(push);
            log.Retrying(push.PushId, plan.Parcels.Sum(parcel => parcel.Count), plan.Parcels.Count);
            if (plan.Sources.Count < due.Count || due.Count == RetrySources.MostAtOnce)
                await queues.PutSurelyAsync(step with { Due = now });
            return;
        }
    }

    private async Task CarryOutAsync(
        PushRow push, PushLayout layout, RetryPlan plan, PushFeed feed, CancellationToken cancellationToken)
    {
        await sources.ClearAsync(push, plan.Sources, plan.Parcels[0], cancellationToken);
        // The feed moves, so that broadcasts make room; but retries go before broadcasts, and are not put behind them.
        await feed.FeedAsync(plan.Parcels.Sum(parcel => parcel.Batches), cancellationToken);
        foreach (var row in plan.Parcels)
            await feed.PutAsync(ParcelMaker.Make(push, layout, row, time.GetUtcNow()));
    }

    /// <summary>
    /// Plans whose step died: their sources are cleared before anything is read as due, and their parcels are put
    /// unless they still may be on their way.
    /// </summary>
    private async Task CompletePlansAsync(PushRow push, CancellationToken cancellationToken)
    {
        var open = await ledger.ReadRetriesAsync(push, cancellationToken);
        foreach (var planned in open.Where(row => row.State == ParcelState.Planned))
        {
            var found = await ledger.FindAsync(planned.PartitionKey, planned.RowKey, cancellationToken);
            if (found is not { State: ParcelState.Planned } row) continue;
            var wasUnfinished = await sources.HandOnRestAsync(push, row, cancellationToken);
            if (!wasUnfinished && row.Until > time.GetUtcNow()) continue;
            if (!await TryPostponeAsync(row, cancellationToken)) continue;
            var parcel = await maker.MakeAsync(push, row, time.GetUtcNow(), cancellationToken);
            await queues.PutAsync(parcel, TimeSpan.Zero, cancellationToken);
        }
    }

    private Task<bool> TryPostponeAsync(ParcelRow planned, CancellationToken cancellationToken)
    {
        planned.Until = time.GetUtcNow() + PickUpWithin;
        return storage.Pushes.TryReplaceAsync(planned, cancellationToken);
    }
}
