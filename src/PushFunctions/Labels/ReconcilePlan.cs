namespace PushFunctions.Labels;

/// <summary>A reconcile that has begun.</summary>
/// <param name="Run">Names it in the labels' rows.</param>
/// <param name="Labels">Those that are compared.</param>
/// <param name="UnknownLabels">How many the far side has that are not ours.</param>
public sealed record ReconcilePlan(string Run, IReadOnlyList<PlannedLabel> Labels, int UnknownLabels)
{
    /// <summary>Why the far side's labels could not be listed, so that none is compared; null: they were.</summary>
    public string? Problem { get; init; }
}

/// <summary>A label that is compared.</summary>
/// <param name="Name">The label.</param>
/// <param name="IsGone">The far side had it, and has it no more.</param>
public sealed record PlannedLabel(string Name, bool IsGone);
