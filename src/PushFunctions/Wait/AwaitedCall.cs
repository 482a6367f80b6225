using System.Text.Json;
using Microsoft.Extensions.Logging;
using PushFunctions.Accept;
using PushFunctions.Budgets;
using PushFunctions.Claims;
using PushFunctions.Deliver;
using PushFunctions.Settle;
using PushFunctions.Storage;

namespace PushFunctions.Wait;

/// <summary>
/// Makes the call of a push whose sender waits, at its slot, and settles it like any other. A call that cannot be made,
/// or fails as a whole, leaves an ordinary push behind.
/// </summary>
public sealed class AwaitedCall(
    SlotBooking slots, BatchCaller caller, UserDecisions decisions, Settlement settlement, PushStall stall,
    ParcelReturn back, TimeProvider time, ILogger<AwaitedCall> log)
{
    /// <summary>How far ahead a slot may lie.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Slots that one sender may use up: one that was missed, one for the call, one with a new token.
    /// </summary>
    private const int MostSlots = 3;

    /// <returns>What the sender is told; nothing here listens to the sender's going away.</returns>
    public async Task<Acceptance> MakeAsync(PushRow push, HeldParcel held, Slot slot)
    {
        try
        {
            var outcome = await CallAsync(held, slot);
            return outcome switch
            {
                CallOutcome.Failed { Verdict: Verdict.Stalled, Failure.MayHaveBeenSent: true } refused =>
                    await StallAsync(push, held, refused),
                null or CallOutcome.Throttled or CallOutcome.Failed { Verdict: Verdict.Stalled } =>
                    await HandOnAsync(push, held, outcome),
                _ => await SettleAsync(push, held, outcome),
            };
        }
        catch
        {
            await back.AbandonAsync(held);
            throw;
        }
    }

    /// <returns>Null: no call was made, since no slot came in time or the push's time was over.</returns>
    private async Task<CallOutcome?> CallAsync(HeldParcel held, Slot first)
    {
        var key = new BudgetKey(held.Parcel.App, BudgetNames.PushSync);
        CallOutcome? last = null;
        var slot = first;
        // An ordinary call may still come in time where this slot would not.
        for (var used = 1; !held.Parcel.IsExpired(slot.At); used++)
        {
            var unready = await caller.PrepareAsync(held.Parcel, CancellationToken.None);
            if (await slots.WaitAsync(key, slot) && (held.HasTimeForCall || await held.ProlongAsync()))
            {
                if (unready is null) held.CountCall();
                var outcome = unready ?? await caller.CallAndWaitAsync(held.Parcel, held.Parcel.Batches[0]);
                if (outcome is CallOutcome.Throttled throttled)
                    await slots.HoldBackAsync(key, slot, throttled.RetryAfter);
                if (outcome is not CallOutcome.Failed { IsUnauthorized: true } || last is not null) return outcome;
                last = outcome;
            }

            if (held.IsLost || used == MostSlots) return last;
            if ((await slots.BookAsync(key, Ahead, CancellationToken.None)).Slot is not { } next) return last;
            await held.WriteAsync(row => row.Until += next.At - time.GetUtcNow());
            slot = next;
        }

        return last;
    }

    private async Task<Acceptance> SettleAsync(PushRow push, HeldParcel held, CallOutcome outcome)
    {
        var batch = held.Parcel.Batches[0];
        decisions.Decide(held, batch, outcome);
        var entry = held.Book[0]!;
        var isFinal = outcome is CallOutcome.Answered || entry.Outcome != UserOutcome.Retrying;
        var vendor = outcome is CallOutcome.Answered answered ? VendorAnswer.Cut(answered.Users[0].Vendor) : null;
        var answer = new AnsweredPush(
            push.PushId, batch.Users[0], entry.Outcome, entry.Status, entry.Description, vendor);
        if (isFinal) held.Answer = JsonSerializer.SerializeToUtf8Bytes(answer, AcceptJson.Default.AnsweredPush);
        await settlement.SettleAsync(held, CancellationToken.None);
        if (!isFinal || held.IsLost)
        {
            log.Said(push.PushId, entry.Description);
            return GoesOn(push, entry.Description, LoggedAnswer.Of(entry));
        }

        log.Answered(push.PushId, answer.Outcome, answer.Status);
        return new Acceptance.Answered(answer);
    }

    private async Task<Acceptance> HandOnAsync(PushRow push, HeldParcel held, CallOutcome? outcome)
    {
        await back.GiveBackAsync(held, TimeSpan.Zero);
        if (outcome is not CallOutcome.Failed failed) return GoesOn(push, Why(outcome), Why(outcome));
        log.Said(push.PushId, failed.Failure.Description);
        return GoesOn(push, Why(outcome), LoggedAnswer.Of(failed.Failure));
    }

    /// <summary>
    /// By a setting. Handed on, the user would be called again as if nobody had been told: that is decided first.
    /// </summary>
    private async Task<Acceptance> StallAsync(PushRow push, HeldParcel held, CallOutcome.Failed refused)
    {
        var (failure, logged) = (refused.Failure, LoggedAnswer.Of(refused.Failure));
        decisions.Decide(held, held.Parcel.Batches[0], refused with { Verdict = Verdict.Unknown });
        await stall.StallAsync(push.PushId, StallReasons.Of(push.App, failure), logged);
        await back.RestAsync(held);
        log.Said(push.PushId, failure.Description);
        log.Stalls(push.PushId, logged);
        return Accepted(
            push,
            "There was no answer to wait for, and the push is stalled until it is resumed: the push service takes no "
            + $"calls: {failure.Description}");
    }

    /// <param name="why">What the sender is told.</param>
    /// <param name="logged">The same as a log may say it.</param>
    private Acceptance.Accepted GoesOn(PushRow push, string why, string logged)
    {
        log.GoesOn(push.PushId, logged);
        return Accepted(push, $"There was no answer to wait for, and the push goes on by itself: {why}");
    }

    private static Acceptance.Accepted Accepted(PushRow push, string warning) =>
        new(push, Duplicate: false) { Warnings = [warning] };

    private static string Why(CallOutcome? outcome) => outcome switch
    {
        CallOutcome.Throttled => "the push service refused the call as too fast.",
        CallOutcome.Failed { IsUnauthorized: true } failed =>
            $"the credentials were refused: {failed.Failure.Description}",
        CallOutcome.Failed failed => $"the push service takes no calls: {failed.Failure.Description}",
        _ => "no call could be made in time.",
    };
}
