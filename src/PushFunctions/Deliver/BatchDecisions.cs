using System.Globalization;
using PushFunctions.Storage;

namespace PushFunctions.Deliver;

/// <summary>Writes into a held parcel's book what becomes of a batch's users.</summary>
public static class BatchDecisions
{
    /// <summary>Our word for who was not sent to in time.</summary>
    public const string Expired = "EXPIRED";

    /// <summary>Of a user whose call may have been made by a process that died, and who is not sent to again.</summary>
    public static UserEntry Abandoned(int tries) => new(
        UserOutcome.Unknown, "UNKNOWN", "Whether its call was made is not known; its time is over.", tries);

    /// <summary>Decides by a call's outcome.</summary>
    public static void Decide(HeldParcel held, PushBatch batch, CallOutcome outcome, ISettlement settlement)
    {
        var first = held.FirstUserOf(batch);
        for (var position = 0; position < batch.Users.Count; position++)
        {
            var user = first + position;
            var entry = settlement.Decide(held.Parcel, outcome, position, held.TriesOf(user));
            // Whoever an earlier call may have reached is unknown, whatever this one said.
            if (entry.Outcome == UserOutcome.Expired) held.Book.Expire(user, entry);
            else held.Book[user] = entry;
            // Sent again without knowing whether it was taken.
            if (entry.Outcome == UserOutcome.Retrying && outcome.MayHaveReached(position))
                held.Book.MarkPossiblyTwice(user);
        }
    }

    /// <summary>Decides that the batch is not sent any more.</summary>
    public static void Expire(HeldParcel held, PushBatch batch)
    {
        var first = held.FirstUserOf(batch);
        var why = string.Create(
            CultureInfo.InvariantCulture, $"Its time was over at {held.Parcel.ExpiresAt:O}; it is not sent any more.");
        for (var user = first; user < first + batch.Users.Count; user++)
            held.Book.Expire(user, new(UserOutcome.Expired, Expired, why, held.TriesOf(user)));
    }
}
