using Microsoft.Extensions.Options;
using PushFunctions.Budgets;
using PushFunctions.Claims;
using PushFunctions.Settle;
using PushFunctions.Storage;

namespace PushFunctions.Deliver;

/// <summary>
/// Makes the calls of a held parcel: first the mark, then the slots, then the calls. For whom no call has begun when
/// the parcel expires, none is made any more.
/// </summary>
public sealed class ParcelCalls(
    SlotDesks desks, BatchCaller caller, UserDecisions decisions, IOptions<DeliveryOptions> options, TimeProvider time)
{
    /// <returns>Null: every user is decided on. Otherwise the parcel is to be given back for this long.</returns>
    public async Task<TimeSpan?> MakeAsync(HeldParcel held, CancellationToken cancellationToken)
    {
        var wait = await MakeInTimeAsync(held, cancellationToken);
        var left = held.Parcel.ExpiresAt - time.GetUtcNow();
        if (left > TimeSpan.Zero || left is null || held.IsLost) return wait > left ? left : wait;
        foreach (var batch in held.OpenBatches) UserDecisions.Expire(held, batch);
        return null;
    }

    private async Task<TimeSpan?> MakeInTimeAsync(HeldParcel held, CancellationToken cancellationToken)
    {
        var left = held.Parcel.ExpiresAt - time.GetUtcNow();
        if (left <= TimeSpan.Zero) return TimeSpan.Zero;
        caller.Warm(held.Parcel);
        var desk = desks.For(new(held.Parcel.App, BudgetNames.PushSingle));
        var batches = held.OpenBatches;
        var atMost = options.Value.HoldAtMost;
        using var patience = new CancellationTokenSource(left < atMost ? left.Value : atMost, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        var ticket = new CallTicket(
            (int)held.Parcel.Urgency, Begun: held.Row.Attempt > 1, held.Parcel.Due, Fed: false);
        var fed = held.FedBatches;
        var entered = 0;
        if (held.Row.State != ParcelState.Sending)
        {
            try
            {
                if (await desk.Admission.EnterAsync(ticket, batches.Count, stop.Token) is { } heldBack) return heldBack;
                entered = batches.Count;
                if (!await held.MarkSendingAsync(batches))
                {
                    desk.Admission.Leave(entered);
                    return TimeSpan.Zero;
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                desk.Admission.Leave(entered);
                return TimeSpan.Zero;
            }
            catch
            {
                // Places that are not given back would keep all other parcels of this process out for good.
                desk.Admission.Leave(entered);
                throw;
            }
        }

        var known = await Task.WhenAll(
            batches.Select(batch => MakeAsync(
                held, batch, desk, ticket with { Fed = fed.Contains(batch) }, entered > 0, stop.Token)));
        return known.All(outcome => outcome) ? null : TimeSpan.Zero;
    }

    /// <returns>
    /// Whether the batch's users are decided on; false when the process stops, or waited too long, before its call.
    /// </returns>
    private async Task<bool> MakeAsync(
        HeldParcel held, PushBatch batch, SlotDesk desk, CallTicket ticket, bool entered, CancellationToken stop)
    {
        var repeated = false;
        try
        {
            while (!held.IsLost)
            {
                var slot = await desk.TakeAsync(ticket, stop);
                if (ticket.Fed) held.CountFedSlot();
                // Any further slot is one that no dispatcher counted.
                ticket = ticket with { Fed = false, Begun = true };
                var unready = await caller.PrepareAsync(held.Parcel, stop);
                if (!held.HasTimeForCall && !await held.ProlongAsync()) return false;
                if (held.Parcel.IsExpired(time.GetUtcNow())) return false;
                if (unready is null && !desk.IsUsable(slot)) continue;
                Leave();

                if (unready is null) held.CountCall();
                switch (unready ?? await caller.CallAsync(held.Parcel, batch))
                {
                    case CallOutcome.Throttled throttled:
                        await desk.HoldBackAsync(slot, throttled.RetryAfter, stop);
                        break;
                    case CallOutcome.Unauthorized when !repeated:
                        repeated = true;
                        break;
                    case var outcome:
                        decisions.Decide(held, batch, outcome);
                        return true;
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nothing of this batch is in the air: it goes back with the parcel.
        }
        finally
        {
            Leave();
        }

        return false;

        void Leave()
        {
            if (entered) desk.Admission.Leave(1);
            entered = false;
        }
    }
}
