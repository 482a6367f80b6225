using PushFunctions.Storage;

namespace PushFunctions.Labels;

/// <summary>Users for whom the same is done, in one call.</summary>
/// <param name="Change">What.</param>
/// <param name="Before">What was counted before the first of them.</param>
public sealed record ChangeBatch(MembershipChange Change, LabelCounts Before)
{
    /// <summary>The users, in the order of their names.</summary>
    public required IReadOnlyList<JoinedUser> Users { get; init; }

    /// <summary>How old is what is known of them.</summary>
    public DateTimeOffset ReadAt => Users.Min(user => user.ReadAt);
}
