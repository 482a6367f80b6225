namespace PushFunctions.Storage;

/// <summary>What came of a push to labels or to everyone in one round.</summary>
/// <param name="TaskId">The far side's number of the task, as a text: it has more digits than JavaScript keeps.</param>
/// <param name="Endpoint">The far side's endpoint.</param>
/// <param name="At">When that was known.</param>
/// <param name="Round">The round of the push.</param>
/// <param name="Outcome">Accepted, failed, dead, expired, cancelled or unknown.</param>
/// <param name="Description">Why; null: it was accepted.</param>
public sealed record TaskEntry(
    string? TaskId, string Endpoint, DateTimeOffset At, int Round, UserOutcome Outcome, string? Description);
