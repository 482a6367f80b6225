using PushFunctions.Claims;
using PushFunctions.Settle;
using PushFunctions.Storage;

namespace PushFunctions.Recover;

/// <summary>
/// Gives up a parcel that could not be delivered however often it was put back: its users are dead letters.
/// </summary>
public sealed class PoisonedParcels(ParcelClaims claims, Settlement settlement)
{
    private const string Reason = "The parcel failed again and again; see the log of DeliverParcel.";

    public async Task GiveUpAsync(Parcel parcel, CancellationToken cancellationToken)
    {
        switch (await claims.TakeAsync(parcel, cancellationToken))
        {
            case Claim.Busy:
                throw new InvalidOperationException(
                    $"{parcel.Row} of push {parcel.PushId} is being delivered; it is looked at again.");
            case Claim.Resting:
                // Whoever resumes the push puts it again.
                return;
            case Claim.Over:
                await settlement.CompleteAsync(parcel, cancellationToken);
                return;
            case Claim.Taken taken:
                using (taken.Held)
                {
                    foreach (var batch in taken.Held.OpenBatches)
                        GiveUp(taken.Held, batch);
                    // Begun, it is finished: half a settlement would look like somebody else's.
                    await settlement.SettleAsync(taken.Held, CancellationToken.None);
                }

                return;
        }
    }

    private static void GiveUp(HeldParcel held, PushBatch batch)
    {
        foreach (var user in held.OpenPartOf(batch).Positions)
            held.Book[user] = new(UserOutcome.Dead, OwnStatus.Poison, Reason, held.TriesOf(user));
    }
}
