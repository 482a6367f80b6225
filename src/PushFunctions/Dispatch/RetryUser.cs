namespace PushFunctions.Dispatch;

/// <summary>One user who is due.</summary>
/// <param name="Group">The group whose message the user gets.</param>
/// <param name="Tries">Tries so far.</param>
/// <param name="IsPossiblyTwice">Whether one of them may have told the user without our knowing.</param>
/// <param name="IsAtRisk">The same, but nobody was sent again then, so that no parcel counts the user yet.</param>
public sealed record RetryUser(string Name, int Group, int Tries, bool IsPossiblyTwice, bool IsAtRisk = false);
