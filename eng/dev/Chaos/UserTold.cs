namespace PushFunctions.Dev.Chaos;

/// <summary>What the bridge says of one user.</summary>
/// <param name="User">Who.</param>
/// <param name="Outcome">The count that the user is in.</param>
/// <param name="PossiblyTwice">Whether the user may have been told twice.</param>
internal sealed record UserTold(string User, string Outcome, bool PossiblyTwice)
{
    public bool IsAccepted => Outcome == "accepted";

    /// <summary>Whether it is said that the user was not told, and surely not.</summary>
    public bool IsSurelyNotTold => Outcome is "failed" or "dead" or "expired" or "cancelled" && !PossiblyTwice;
}
