using PushFunctions.Claims;
using PushFunctions.Storage;

namespace PushFunctions.Settle;

/// <summary>Writes into a held parcel's book what becomes of a batch's users.</summary>
public sealed class UserDecisions(OutcomePolicy policy, RetrySchedule schedule, TimeProvider time)
{
    /// <summary>Decides by the outcome of a call for all of a batch.</summary>
    public void Decide(HeldParcel held, PushBatch batch, CallOutcome outcome) =>
        Decide(held, BatchPart.Of(held.Parcel, batch, _ => true), outcome);

    /// <summary>Decides by a call's outcome.</summary>
    public void Decide(HeldParcel held, BatchPart part, CallOutcome outcome)
    {
        foreach (var (position, user) in part.Positions.Index())
        {
            var entry = Decide(held.Parcel, outcome, position, held.TriesOf(user));
            // Whoever an earlier call may have reached is unknown, whatever this one said.
            if (entry.Outcome == UserOutcome.Expired) held.Book.Expire(user, entry);
            else held.Book[user] = entry;
            if (!policy.MayHaveReached(outcome, position)) continue;
            // Sent again without knowing whether it was taken; of others a replay may.
            if (entry.Outcome == UserOutcome.Retrying) held.Book.MarkPossiblyTwice(user);
            else held.Book.MarkPossiblyTold(user);
        }
    }

    /// <summary>Decides that the batch is not sent any more.</summary>
    public static void Expire(HeldParcel held, PushBatch batch)
    {
        foreach (var user in held.OpenPartOf(batch).Positions)
            held.Book.Expire(user, UserEntry.Expired(held.Parcel.ExpiresAt, held.TriesOf(user)));
    }

    /// <summary>Decides that the batch is not sent any more, since the push was cancelled.</summary>
    public static void Cancel(HeldParcel held, PushBatch batch)
    {
        foreach (var user in held.OpenPartOf(batch).Positions) held.Book.Cancel(user, held.TriesOf(user));
    }

    /// <summary>Decides that the batch is not sent any more, since nothing could be sent for too long.</summary>
    public static void GiveUp(HeldParcel held, PushBatch batch)
    {
        foreach (var user in held.OpenPartOf(batch).Positions)
            held.Book[user] = UserEntry.GivenUp(held.ThrottledSince, held.TriesOf(user));
    }

    /// <summary>Says what one user's part of a call's outcome means.</summary>
    /// <param name="parcel">The parcel, which may expire before another try.</param>
    /// <param name="position">The user's position in the call.</param>
    /// <param name="triesBefore">Tries of this user before this call.</param>
    public UserEntry Decide(Parcel parcel, CallOutcome outcome, int position, int triesBefore)
    {
        var entry = policy.Decide(outcome, position, triesBefore);
        if (entry.Outcome != UserOutcome.Retrying) return entry;
        var due = schedule.DueAfter(parcel.PushId, parcel.Round, entry.Tries, time.GetUtcNow());
        return parcel.IsExpired(due)
            ? entry with { Outcome = EndOf(outcome, position) }
            : entry;
    }

    private UserOutcome EndOf(CallOutcome outcome, int position) =>
        policy.MayHaveReached(outcome, position) ? UserOutcome.Unknown : UserOutcome.Expired;
}
