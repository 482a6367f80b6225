namespace PushFunctions.Storage;

/// <summary>What is known of one user.</summary>
/// <param name="Outcome">What became of the user.</param>
/// <param name="Status">The far side's word or, where it had none, ours.</param>
/// <param name="Description">The far side's description.</param>
/// <param name="Tries">Tries so far that count; throttled ones do not.</param>
public sealed record UserEntry(UserOutcome Outcome, string Status, string Description, int Tries);
