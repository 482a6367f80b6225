using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>
/// Walks through the ledger of a push that is replayed, in the order of its rows: hands the next users whom the replay
/// is of on to retry parcels. One transaction writes the plan, the push's counts and the row from which the next step
/// goes on, so that no user is planned twice; what is left undone of a plan is done by any retry step.
/// </summary>
public sealed class ReplayStep(
    StorageClients storage, PushStore pushes, LedgerReader ledger, ReplaySources sources, PushFeeds feeds,
    ParcelMaker maker, TimeProvider time, ILogger<ReplayStep> log)
{
    /// <summary>Most sources that one plan names.</summary>
    public const int MostSources = 200;

    /// <summary>Most stretches of the ledger that one step reads.</summary>
    private const int MostStretches = 32;

    public async Task RunAsync(DispatchStep step, CancellationToken cancellationToken)
    {
        while (true)
        {
            var push = await pushes.FindAsync(step.PushId, cancellationToken);
            if (push is not { IsReplaying: true, HasEnded: false }
                || push.Rests
                || push.Step != step.Checkpoint
                || await TryReplayAsync(push, cancellationToken))
            {
                return;
            }
        }
    }

    private async Task<bool> TryReplayAsync(PushRow push, CancellationToken cancellationToken)
    {
        if (push.ReplayFrom == LedgerKey.Parcel(0))
        {
            // Listed as ended, it would be taken for ended.
            await storage.PushListing.UpsertEntityAsync(
                ListingRow.Of(push), TableUpdateMode.Replace, cancellationToken);
            if (push is { GivenUpAt: not null, CutAt: null }) await sources.ForgetUnfedAsync(push, cancellationToken);
        }

        var now = time.GetUtcNow();
        var feed = await feeds.ForAsync(push, cancellationToken);
        var layout = await maker.LayoutAsync(push, cancellationToken);
        var plan = await PlanAsync(push, new(layout), feed, cancellationToken);
        var calls = plan.Parcels.Sum(parcel => parcel.Batches);
        await MoveMarkAsync(push, cancellationToken);
        push.State = PushState.Sending;
        push.Step++;
        push.StepDue = push is { IsReplaying: false, IsFed: true } ? now + DispatchPace.CloseEvery : now;
        var (start, spacing) = (now, TimeSpan.Zero);
        if (calls > 0)
        {
            (start, spacing) = await feed.FeedStepAsync(calls, CallsLeft(push), cancellationToken);
            if (push.IsReplaying) push.StepDue = start + calls * spacing - DispatchPace.StepLead;
        }

        var dues = new List<DateTimeOffset>();
        foreach (var row in plan.Parcels)
        {
            dues.Add(start);
            // Before it lies in the feed, and is not late.
            row.Until = start + RetryPlans.PickUpWithin;
            start += row.Batches * spacing;
        }

        if (!await pushes.TryWriteAsync(
            push,
            plan.Parcels.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)),
            cancellationToken))
        {
            if (calls > 0) await feed.UnfeedAsync(calls, cancellationToken);
            return false;
        }

        await sources.WriteAsync(push, plan.Sources, cancellationToken);
        foreach (var (row, due) in plan.Parcels.Zip(dues))
            await feed.PutAsync(ParcelMaker.Make(push, layout, row, due));
        await pushes.PutNextAsync(push);
        if (calls > 0) log.Replaying(push.PushId, plan.Parcels.Sum(parcel => parcel.Count), plan.Parcels.Count);
        return true;
    }

    /// <summary>
    /// Takes whole sources until the step's calls are full; the push tells where the next one goes on.
    /// </summary>
    private async Task<RetryPlan> PlanAsync(
        PushRow push, RetryPlanner planner, PushFeed feed, CancellationToken cancellationToken)
    {
        var perParcel = DispatchPace.BatchesPerParcel(feed.Spacing);
        var (rows, users) = (new List<ParcelRow>(), new List<RetryUser>());
        push.ReplayFrom = await TakeAsync(push, planner, perParcel, feed.CallsPerStep, rows, users, cancellationToken);
        if (users.Count == 0) return new([], []);
        var plan = planner.Make(push, rows, users, perParcel, time.GetUtcNow() + RetryPlans.PickUpWithin);
        var names = users.Select(user => user.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var row in plan.Parcels) row.IsReplay = true;
        foreach (var source in plan.Sources) PushProgress.Replay(push, source, plan.Parcels[0], names);
        push.RetryNo += plan.Parcels.Count;
        return plan;
    }

    /// <returns>The row from which the next step goes on; null: there are no more.</returns>
    private async Task<string?> TakeAsync(
        PushRow push, RetryPlanner planner, int perParcel, int calls, List<ParcelRow> rows, List<RetryUser> users,
        CancellationToken cancellationToken)
    {
        // Who was not come to in time is left as before.
        if (push.IsExpired(time.GetUtcNow())) return null;
        var filter = push.ReadReplay();
        var most = Math.Min(calls, RetryPlanner.MaxParcels * perParcel);
        var place = push.ReplayFrom;
        for (var stretches = 0; place is not null && stretches < MostStretches; stretches++)
        {
            await foreach (var row in sources.ReadStretchAsync(push, filter, place, cancellationToken))
            {
                // Who ends in this round has had the replay.
                var more = row.Round < push.Round ? planner.ReplayUsers(row, filter) : [];
                if (more.Count == 0) continue;
                if (rows.Count > 0
                    && (rows.Count == MostSources || !planner.Fits([.. users, .. more], perParcel, most)))
                {
                    return row.RowKey;
                }

                rows.Add(row);
                users.AddRange(more);
            }

            place = LedgerKey.StretchAfter(push, place);
        }

        return place;
    }

    /// <summary>Every status and step reads what lies above the mark.</summary>
    private async Task MoveMarkAsync(PushRow push, CancellationToken cancellationToken)
    {
        // Those of this step's plan are not there yet.
        if (push.RetryNo > push.RetryMark)
            PushProgress.Move(push, [], await ledger.ReadRetriesAsync(push, cancellationToken));
    }

    /// <summary>As many at most.</summary>
    private static int CallsLeft(PushRow push) => push.IsReplaying
        ? (push.Dead + push.Failed + push.Unknown + PushBatch.MaxUsers - 1) / PushBatch.MaxUsers
        : 0;
}
