using PushFunctions.Storage;

namespace PushFunctions.Claims;

/// <summary>Users of one batch who share a call: all of it, or those whom earlier calls have left.</summary>
/// <param name="Message">Index of their message among the parcel's.</param>
/// <param name="Positions">Their positions among the parcel's users.</param>
/// <param name="Users">Their ids, in the same order.</param>
public sealed record BatchPart(int Message, IReadOnlyList<int> Positions, IReadOnlyList<string> Users)
{
    /// <summary>The users of a batch who are at these positions of the parcel.</summary>
    public static BatchPart Of(Parcel parcel, PushBatch batch, Func<int, bool> isOpen)
    {
        IReadOnlyList<(int Position, string User)> open =
            [.. parcel.PositionsOf(batch).Zip(batch.Users).Where(user => isOpen(user.First))];
        return new(batch.Message, [.. open.Select(user => user.Position)], [.. open.Select(user => user.User)]);
    }

    /// <summary>The first so many, and the others.</summary>
    public (BatchPart First, BatchPart Others) CutAt(int users) => (
        this with { Positions = [.. Positions.Take(users)], Users = [.. Users.Take(users)] },
        this with { Positions = [.. Positions.Skip(users)], Users = [.. Users.Skip(users)] });
}
