using Microsoft.Extensions.Options;
using PushFunctions.Budgets;
using PushFunctions.Storage;

namespace PushFunctions.Deliver;

/// <summary>Makes the calls of a held parcel: first the mark, then the slots, then the calls.</summary>
public sealed class ParcelCalls(
    SlotDesks desks, BatchCaller caller, ISettlement settlement, IOptions<DeliveryOptions> options, TimeProvider time)
{
    /// <returns>Null: every user is decided on. Otherwise the parcel is to be given back for this long.</returns>
    public async Task<TimeSpan?> MakeAsync(HeldParcel held, CancellationToken cancellationToken)
    {
        var desk = desks.For(new(held.Parcel.App, BudgetNames.PushSingle));
        var batches = held.OpenBatches;
        using var patience = new CancellationTokenSource(options.Value.HoldAtMost, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        var ticket = new CallTicket(
            (int)held.Parcel.Urgency, Begun: held.Row.Attempt > 1, held.Parcel.Due,
            Fed: !held.Parcel.IsSingle && held.Row.Attempt == 1);
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
            batches.Select(batch => MakeAsync(held, batch, desk, ticket, entered > 0, stop.Token)));
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
                // Any further slot is one that no dispatcher counted.
                ticket = ticket with { Fed = false, Begun = true };
                if (!held.HasTimeForCall && !await held.ProlongAsync()) return false;
                if (!desk.IsUsable(slot)) continue;
                Leave();

                held.CountCall();
                switch (await caller.CallAsync(held.Parcel, batch))
                {
                    case CallOutcome.Throttled throttled:
                        await desk.HoldBackAsync(slot, throttled.RetryAfter, stop);
                        break;
                    case CallOutcome.Unauthorized when !repeated:
                        repeated = true;
                        break;
                    case var outcome:
                        Decide(held, batch, outcome);
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

    private void Decide(HeldParcel held, PushBatch batch, CallOutcome outcome)
    {
        var first = held.FirstUserOf(batch);
        for (var position = 0; position < batch.Users.Count; position++)
        {
            var user = first + position;
            var entry = settlement.Decide(outcome, position, held.TriesOf(user));
            held.Book[user] = entry;
            // Sent again without knowing whether it was taken.
            if (entry.Outcome == UserOutcome.Retrying && outcome.MayHaveReached(position))
                held.Book.MarkPossiblyTwice(user);
        }
    }
}
