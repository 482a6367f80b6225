namespace PushFunctions.Labels;

/// <summary>A user about whom something is to be done.</summary>
/// <param name="User">The user.</param>
/// <param name="Change">What; never nothing.</param>
/// <param name="Version">Of an addition, the time of the row that asks for it, in Unix milliseconds.</param>
/// <param name="ReadAt">How old that knowledge is.</param>
public sealed record JoinedUser(string User, MembershipChange Change, long Version, DateTimeOffset ReadAt);
