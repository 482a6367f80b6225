using PushFunctions.Storage;

namespace PushFunctions.Stories;

/// <summary>Some of the users of a push who ended badly.</summary>
/// <param name="PushId">The push.</param>
/// <param name="Failures">They may be fewer than were asked for, also none, before the last page.</param>
/// <param name="Cursor">Asks for the next page; null: there is none.</param>
public sealed record FailurePage(string PushId, IReadOnlyList<FailedUser> Failures, string? Cursor);

/// <summary>One of them.</summary>
/// <param name="User">The user.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Status">The far side's last word or, where it had none, ours.</param>
/// <param name="Description">What it said.</param>
/// <param name="Tries">The user's tries.</param>
/// <param name="At">When it was written down; null of users whom no step came to.</param>
public sealed record FailedUser(
    string User, UserOutcome Outcome, string Status, string Description, int Tries, DateTimeOffset? At);
