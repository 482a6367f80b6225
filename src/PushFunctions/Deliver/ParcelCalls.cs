using Microsoft.Extensions.Options;
using PushFunctions.Budgets;
using PushFunctions.Claims;
using PushFunctions.Dispatch;
using PushFunctions.Settle;
using PushFunctions.Storage;

namespace PushFunctions.Deliver;

/// <summary>
/// Makes the calls of a held parcel: first the mark, then the slots, then the calls. For whom no call has begun when
/// the parcel expires, or nothing could be sent for too long, none is made any more.
/// </summary>
public sealed class ParcelCalls(
    SlotDesks desks, BatchCalls calls, HeldPushes holds, IOptions<DeliveryOptions> options,
    IOptions<StallOptions> stalls, TimeProvider time)
{
    private static readonly ParcelOutcome Interrupted = new ParcelOutcome.Unfinished(TimeSpan.Zero);

    /// <summary>Makes the calls of all batches some of whose users have no outcome yet.</summary>
    public async Task<ParcelOutcome> MakeAsync(HeldParcel held, CancellationToken cancellationToken)
    {
        var outcome = await MakeInTimeAsync(held, cancellationToken);
        // Of a push that was stalled just now the names of held pushes, some seconds old, may not tell.
        if (held.IsLost || outcome is ParcelOutcome.Decided or ParcelOutcome.Paused) return outcome;
        switch (await FindHoldAsync(held, cancellationToken))
        {
            case Hold.Cancelled:
                foreach (var batch in held.OpenBatches) UserDecisions.Cancel(held, batch);
                return new ParcelOutcome.Decided();
            case Hold.Paused:
                return new ParcelOutcome.Paused();
        }

        if (EndOf(held) - time.GetUtcNow() is not { } left) return outcome;
        if (left > TimeSpan.Zero)
        {
            return outcome is ParcelOutcome.Unfinished unfinished && unfinished.Wait > left
                ? new ParcelOutcome.Unfinished(left)
                : outcome;
        }

        foreach (var batch in held.OpenBatches) End(held, batch);
        return new ParcelOutcome.Decided();
    }

    /// <summary>When nobody of the parcel is called any more.</summary>
    private DateTimeOffset? EndOf(HeldParcel held)
    {
        var givenUp = held.ThrottledSince + stalls.Value.GiveUpAfter;
        return givenUp < held.Parcel.ExpiresAt ? givenUp : held.Parcel.ExpiresAt ?? givenUp;
    }

    private void End(HeldParcel held, PushBatch batch)
    {
        if (held.Parcel.IsExpired(time.GetUtcNow())) UserDecisions.Expire(held, batch);
        else UserDecisions.GiveUp(held, batch);
    }

    /// <summary>A parcel may say it itself; the names of held pushes may be some seconds old.</summary>
    private async ValueTask<Hold> FindHoldAsync(HeldParcel held, CancellationToken cancellationToken) =>
        held.Parcel.Cancelled ? Hold.Cancelled : await holds.FindAsync(held.Parcel.PushId, cancellationToken);

    private async Task<ParcelOutcome> MakeInTimeAsync(HeldParcel held, CancellationToken cancellationToken)
    {
        var left = EndOf(held) - time.GetUtcNow();
        if (left <= TimeSpan.Zero) return Interrupted;
        if (await FindHoldAsync(held, cancellationToken) != Hold.None) return Interrupted;
        calls.Warm(held.Parcel);
        var desk = desks.For(new(held.Parcel.App, BudgetNames.PushSingle));
        var batches = held.OpenBatches;
        var atMost = options.Value.HoldAtMost;
        using var patience = new CancellationTokenSource(left < atMost ? left.Value : atMost, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        var ticket = new CallTicket(
            (int)held.Parcel.Urgency, Begun: held.Row.Attempt > 1, held.Parcel.Due, Fed: false);
        try
        {
            // A push of one parcel is marked when it is claimed, and asks nobody.
            var entry = held.Row.State == ParcelState.Sending
                ? new Entry.Begun([.. batches.Select(_ => new AdmissionPlace(null))])
                : await desk.Admission.EnterAsync(ticket, batches.Count, stop.Token);
            switch (entry)
            {
                case Entry.HeldBack heldBack:
                    held.BeginThrottled();
                    return new ParcelOutcome.Unfinished(heldBack.Wait);
                case Entry.Begun begun:
                    return await MakeAsync(held, batches, begun.Places, desk, ticket, stop.Token);
                default:
                    throw new InvalidOperationException("A parcel begins or is held back.");
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Interrupted;
        }
        finally
        {
            if (patience.IsCancellationRequested) held.BeginThrottled();
        }
    }

    private async Task<ParcelOutcome> MakeAsync(
        HeldParcel held,
        IReadOnlyList<PushBatch> batches,
        IReadOnlyList<AdmissionPlace> places,
        SlotDesk desk,
        CallTicket ticket,
        CancellationToken stop)
    {
        try
        {
            var fed = held.FedBatches;
            if (held.Row.State != ParcelState.Sending && !await held.MarkSendingAsync(batches)) return Interrupted;
            // Once one call tells that none can pass, the others need no slots.
            using var rest = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var ends = await Task.WhenAll(batches.Zip(places, async (batch, place) =>
            {
                var end = await calls.MakeAsync(
                    held, batch, place, desk, ticket with { Fed = fed.Contains(batch) }, rest.Token);
                if (end == BatchEnd.Stalled) rest.Cancel();
                return end;
            }));
            return ends.Contains(BatchEnd.Stalled) ? new ParcelOutcome.Paused()
                : ends.Contains(BatchEnd.Open) ? Interrupted
                : new ParcelOutcome.Decided();
        }
        finally
        {
            // Places that are not given back would keep all other parcels of this process out for good.
            foreach (var place in places) place.Dispose();
        }
    }
}
