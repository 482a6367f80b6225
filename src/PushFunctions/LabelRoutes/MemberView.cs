namespace PushFunctions.LabelRoutes;

/// <summary>How a user stands with a label.</summary>
/// <param name="Label">The label.</param>
/// <param name="User">The user.</param>
/// <param name="Desired">Whether the user is to have it.</param>
/// <param name="Applied">Whether the user has it, as far as is known.</param>
/// <param name="Pending">Whether a change is still to be made.</param>
/// <param name="Refused">Why the far side refused the last change; null: it did not.</param>
public sealed record MemberView(
    string Label, string User, bool Desired, bool Applied, bool Pending, MemberRefusal? Refused);

/// <summary>That the far side has refused a user.</summary>
/// <param name="Reason">In its words.</param>
/// <param name="At">When; a day later it is tried again.</param>
public sealed record MemberRefusal(string Reason, DateTimeOffset? At);
