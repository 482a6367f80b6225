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
    SlotDesks desks, BatchCaller caller, BatchCalls calls, HeldPushes holds, IOptions<DeliveryOptions> options,
    TimeProvider time)
{
    private static readonly ParcelOutcome Interrupted = new ParcelOutcome.Unfinished(TimeSpan.Zero);

    /// <summary>Makes the calls of all batches whose users have no outcome yet.</summary>
    public async Task<ParcelOutcome> MakeAsync(HeldParcel held, CancellationToken cancellationToken)
    {
        var outcome = await MakeInTimeAsync(held, cancellationToken);
        if (held.IsLost || outcome is ParcelOutcome.Decided) return outcome;
        switch (await FindHoldAsync(held, cancellationToken))
        {
            case Hold.Cancelled:
                foreach (var batch in held.OpenBatches) UserDecisions.Cancel(held, batch);
                return new ParcelOutcome.Decided();
            case Hold.Paused:
                return new ParcelOutcome.Paused();
        }

        if (held.Parcel.ExpiresAt - time.GetUtcNow() is not { } left) return outcome;
        if (left > TimeSpan.Zero)
        {
            return outcome is ParcelOutcome.Unfinished unfinished && unfinished.Wait > left
                ? new ParcelOutcome.Unfinished(left)
                : outcome;
        }

        foreach (var batch in held.OpenBatches) UserDecisions.Expire(held, batch);
        return new ParcelOutcome.Decided();
    }

    /// <summary>A parcel may say it itself; the names of held pushes may be some seconds old.</summary>
    private async ValueTask<Hold> FindHoldAsync(HeldParcel held, CancellationToken cancellationToken) =>
        held.Parcel.Cancelled ? Hold.Cancelled : await holds.FindAsync(held.Parcel.PushId, cancellationToken);

    private async Task<ParcelOutcome> MakeInTimeAsync(HeldParcel held, CancellationToken cancellationToken)
    {
        var left = held.Parcel.ExpiresAt - time.GetUtcNow();
        if (left <= TimeSpan.Zero) return Interrupted;
        if (await FindHoldAsync(held, cancellationToken) != Hold.None) return Interrupted;
        caller.Warm(held.Parcel);
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
            return entry switch
            {
                Entry.HeldBack heldBack => new ParcelOutcome.Unfinished(heldBack.Wait),
                Entry.Begun begun => await MakeAsync(held, batches, begun.Places, desk, ticket, stop.Token),
                _ => throw new InvalidOperationException("A parcel begins or is held back."),
            };
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Interrupted;
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
            var decided = await Task.WhenAll(batches.Zip(
                places,
                (batch, place) =>
                    calls.MakeAsync(held, batch, place, desk, ticket with { Fed = fed.Contains(batch) }, stop)));
            return decided.All(isDecided => isDecided) ? new ParcelOutcome.Decided() : Interrupted;
        }
        finally
        {
            // Places that are not given back would keep all other parcels of this process out for good.
            foreach (var place in places) place.Dispose();
        }
    }
}
