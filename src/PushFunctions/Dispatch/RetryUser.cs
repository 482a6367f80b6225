namespace PushFunctions.Dispatch;

/// <summary>One user who is due.</summary>
/// <param name="Group">The group whose message the user gets.</param>
/// <param name="Tries">Tries so far.</param>
/// <param name="IsPossiblyTwice">Whether one of them may have told the user without our knowing.</param>
public sealed record RetryUser(string Name, int Group, int Tries, bool IsPossiblyTwice);
