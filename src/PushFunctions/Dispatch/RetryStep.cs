using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>
/// Sends again the users of a push who are due: writes a plan (retry parcels with their sources) and has it carried
/// out. Those of a push whose time is over go the same way, so that each is counted once, and end there.
/// </summary>
public sealed class RetryStep(
    PushStore pushes, RetrySources sources, RetryRemainder remainder, RetryPlans plans, PushFeeds feeds,
    ParcelMaker maker, WorkQueues queues, TimeProvider time, ILogger<RetryStep> log)
{
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

            if (push.Rests) return;
            await plans.CompleteAsync(push, cancellationToken);
            // Those who are due are cancelled by the step that follows the push to its end.
            if (push.CancelledAt is not null) return;

            var found = await sources.ReadDueAsync(push, step.Bucket!.Value, cancellationToken);
            if (found.Sources.Count == 0) return;
            var now = time.GetUtcNow();
            var layout = await maker.LayoutAsync(push, cancellationToken);
            var due = remainder.Leave(push, layout, found, now);
            if (due.Count == 0) return;
            var feed = await feeds.ForAsync(push, cancellationToken);
            var plan = new RetryPlanner(layout).Make(
                push, due, DispatchPace.BatchesPerParcel(feed.Spacing), now + RetryPlans.PickUpWithin);
            IReadOnlyList<(ParcelRow Row, DateTimeOffset Due)> tried =
                [.. plan.Sources.Where(source => source.IsRetry).Select(source => (source, source.Due!.Value))];
            foreach (var (row, _) in tried) PushProgress.HandOn(push, row, plan.Parcels[0]);
            push.RetryNo += plan.Parcels.Count;
            push.State = PushState.Sending;
            // Not where a look is due soon: plans that follow each other at once would put it off again and again.
            var isLookedAfter = push is { IsFed: true, IsReplaying: false }
                && push.StepDue > now + DispatchPace.CloseEvery;
            if (isLookedAfter) (push.Step, push.StepDue) = (push.Step + 1, now + DispatchPace.CloseEvery);
            var users = plan.Parcels.Sum(parcel => parcel.Count);
            var isExpired = push.IsExpired(now);
            push.Note(
                now,
                isExpired
                    ? $"{users} users are not tried again: their time is over"
                    : $"{users} users are tried again in {plan.Parcels.Sum(parcel => parcel.Batches)} calls");
            if (!await pushes.TryWriteAsync(
                push,
                [
                    .. plan.Parcels.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)),
                    .. tried.Select(source => new TableTransactionAction(
                        TableTransactionActionType.UpdateReplace, source.Row, source.Row.ETag)),
                ],
                cancellationToken))
            {
                continue;
            }

            await (isExpired
                ? plans.ExpireAsync(push, plan, cancellationToken)
                : plans.CarryOutAsync(push, layout, plan, feed, cancellationToken));
            foreach (var (row, bucket) in tried) await sources.ForgetAsync(push, row, bucket, cancellationToken);
            if (isLookedAfter) await pushes.PutNextAsync(push);
            if (isExpired) log.NotRetried(push.PushId, users);
            else log.Retrying(push.PushId, users, plan.Parcels.Count);
            if (plan.Sources.Count < due.Count || found.Sources.Count == RetrySources.MostAtOnce)
                await queues.PutSurelyAsync(step with { Due = now });
            return;
        }
    }
}
