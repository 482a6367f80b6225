using PushFunctions.Storage;

namespace PushFunctions.LabelRoutes;

/// <summary>What the last reconcile has found at a label.</summary>
/// <param name="At">When the last one ended that could compare it.</param>
/// <param name="DryRun">Whether the last one was only to count.</param>
/// <param name="DriftFound">Users of whom the far side had it otherwise than was known.</param>
/// <param name="DriftRepaired">Those of them that a sync mends.</param>
/// <param name="Problem">Why the last one could not compare it.</param>
public sealed record ReconcileView(
    DateTimeOffset? At, bool DryRun, int DriftFound, int DriftRepaired, string? Problem)
{
    /// <returns>Null: there was none.</returns>
    public static ReconcileView? Of(LabelRow row) => row is { ReconciledAt: null, Reconcile: null }
        ? null
        : new(
            row.ReconciledAt, row.IsReconcileDry, row.DriftFound, row.DriftRepaired,
            string.IsNullOrEmpty(row.ReconcileProblem) ? null : row.ReconcileProblem);
}
