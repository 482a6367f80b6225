using PushFunctions.Settle;

namespace PushFunctions.Labels;

/// <summary>How far the changes of a batch came.</summary>
/// <param name="Results">Those that were answered; they are written down.</param>
/// <param name="Skipped">Users of whom another change is wanted by now, or nothing was said.</param>
/// <param name="IsOpen">The rest was not made: the step's time is over.</param>
/// <param name="Failure">Why the rest was not made; null: it was, or can still be.</param>
/// <param name="IsLabelGone">The far side has no such label.</param>
public sealed record BatchResult(
    IReadOnlyList<UserResult> Results, int Skipped, bool IsOpen, CallFailure? Failure, bool IsLabelGone);
