using PushFunctions.Storage;

namespace PushFunctions.Deliver;

/// <summary>What follows a delivery; the stage after this one knows.</summary>
public interface ISettlement
{
    /// <summary>Says what one user's part of a call's outcome means.</summary>
    /// <param name="parcel">The parcel, which may expire before another try.</param>
    /// <param name="outcome">The call's outcome.</param>
    /// <param name="position">The user's position in the call.</param>
    /// <param name="triesBefore">Tries of this user before this call.</param>
    UserEntry Decide(Parcel parcel, CallOutcome outcome, int position, int triesBefore);

    /// <summary>Writes down a parcel all of whose users have been decided on, and starts what follows.</summary>
    Task SettleAsync(HeldParcel held, CancellationToken cancellationToken);

    /// <summary>Does what an end that was written down earlier may still lack.</summary>
    Task CompleteAsync(Parcel parcel, CancellationToken cancellationToken);
}
