using AgoraChat.Push;
using PushFunctions.Budgets;
using PushFunctions.Claims;
using PushFunctions.Settle;
using PushFunctions.Storage;

namespace PushFunctions.Deliver;

/// <summary>Makes the calls of one batch, each in a slot of its own, until its users are decided on.</summary>
public sealed class BatchCalls(
    BatchCaller caller, HeldPushes holds, PushStall stall, UserDecisions decisions, SpoiledMessages spoiled,
    TimeProvider time)
{
    /// <param name="held">The parcel; the batch is marked as being sent.</param>
    /// <param name="batch">One of its open batches.</param>
    /// <param name="place">Its place among the calls that have begun, given back when its first call is made.</param>
    /// <param name="desk">Where slots come from.</param>
    /// <param name="ticket">With which it waits for the first.</param>
    /// <param name="stop">Ends the wait for a slot, never a call.</param>
    public async Task<BatchEnd> MakeAsync(
        HeldParcel held, PushBatch batch, AdmissionPlace place, SlotDesk desk, CallTicket ticket,
        CancellationToken stop)
    {
        var split = new BatchSplit(held.OpenPartOf(batch));
        try
        {
            while (split.Next is { } part)
            {
                var outcome = await CallAsync(held, part, place, desk, ticket, stop);
                if (outcome is null) return BatchEnd.Open;
                if (outcome is CallOutcome.Failed { Verdict: Verdict.Stalled } refused)
                {
                    // By a setting: they would be called again as if they had not been told.
                    if (refused.Failure.MayHaveBeenSent)
                        decisions.Decide(held, part, refused with { Verdict = Verdict.Unknown });
                    await StallAsync(held.Parcel, refused.Failure);
                    return BatchEnd.Stalled;
                }

                // Any further call is one that no dispatcher counted.
                ticket = ticket with { Fed = false, Begun = true };
                Take(held, split, part, outcome);
                if (outcome is CallOutcome.Answered && held.EndThrottled() is { } since)
                    await stall.LiftAsync(held, since);
            }

            return BatchEnd.Decided;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nothing of this batch is in the air: what is open of it goes back with the parcel.
            return BatchEnd.Open;
        }
    }

    /// <summary>Opens a connection where none may be open, so that the first call is not late.</summary>
    public void Warm(Parcel parcel) => caller.Warm(parcel);

    private Task StallAsync(Parcel parcel, CallFailure failure) => stall.StallAsync(
        parcel.PushId, StallReasons.Of(parcel.App, failure), LoggedAnswer.Of(failure));

    private void Take(HeldParcel held, BatchSplit split, BatchPart part, CallOutcome outcome)
    {
        if (outcome is CallOutcome.Failed { Verdict: Verdict.Split } refused)
        {
            var message = held.Parcel.Messages[part.Message];
            var isKnown = spoiled.Knows(held.Parcel.PushId, message, refused.Failure);
            foreach (var failed in split.Refuse(refused.Failure, isKnown)) decisions.Decide(held, failed, outcome);
            if (split.Spoiled is { } failure) spoiled.Add(held.Parcel.PushId, message, failure);
            return;
        }

        decisions.Decide(held, part, outcome);
        if (outcome is not CallOutcome.Answered)
        {
            split.Close();
            return;
        }

        split.Answer();
        // A push to one has no other batch.
        if (!held.Parcel.IsSingle) spoiled.Taken(held.Parcel.PushId, held.Parcel.Messages[part.Message]);
    }

    /// <summary>Makes one call, again after it was refused as too fast or, once, for its token.</summary>
    /// <returns>Null: it is not to be made now.</returns>
    private async Task<CallOutcome?> CallAsync(
        HeldParcel held, BatchPart part, AdmissionPlace place, SlotDesk desk, CallTicket ticket,
        CancellationToken stop)
    {
        var repeated = false;
        while (!held.IsLost)
        {
            var slot = await desk.TakeAsync(ticket, stop);
            if (ticket.Fed) held.CountFedSlot();
            ticket = ticket with { Fed = false, Begun = true };
            var unready = await caller.PrepareAsync(held.Parcel, stop);
            if (await holds.FindAsync(held.Parcel.PushId, stop) != Hold.None) return null;
            if (!held.HasTimeForCall && !await held.ProlongAsync()) return null;
            if (held.Parcel.IsExpired(time.GetUtcNow())) return null;
            if (unready is null && !desk.IsUsable(slot)) continue;
            place.Dispose();

            if (unready is null) held.CountCall();
            var departure = new CallDeparture();
            var answer = unready ?? await caller.CallAsync(held.Parcel, part, departure);
            if (departure.LeftAt is { } leftAt) desk.Left(slot, leftAt);
            switch (answer)
            {
                case CallOutcome.Throttled throttled:
                    held.BeginThrottled();
                    await desk.HoldBackAsync(slot, throttled.RetryAfter, stop);
                    break;
                case CallOutcome.Failed { IsUnauthorized: true } when !repeated:
                    repeated = true;
                    break;
                case var outcome:
                    return outcome;
            }
        }

        return null;
    }
}
