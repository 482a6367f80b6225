using PushFunctions.Labels;
using PushFunctions.Storage;

namespace PushFunctions.LabelRoutes;

/// <summary>What a reconcile has found so far.</summary>
/// <param name="DryRun">Whether it only counts.</param>
/// <param name="State"><c>finished</c>, or <c>running</c> while labels are still to be compared.</param>
/// <param name="Pending">Those labels.</param>
/// <param name="DriftFound">Users of whom the far side had it otherwise than was known.</param>
/// <param name="DriftRepaired">Those of them that a sync mends.</param>
/// <param name="UnknownLabels">Labels of the far side that are not ours; they are left alone.</param>
/// <param name="Labels">Label by label.</param>
public sealed record ReconcileReport(
    bool DryRun, string State, int Pending, int DriftFound, int DriftRepaired, int UnknownLabels,
    IReadOnlyList<ReconciledLabel> Labels)
{
    /// <param name="plan">The reconcile.</param>
    /// <param name="isDryRun">Whether it only counts.</param>
    /// <param name="rows">The app's labels as they are now.</param>
    public static ReconcileReport Of(ReconcilePlan plan, bool isDryRun, IReadOnlyList<LabelRow> rows)
    {
        var found = rows.ToDictionary(row => row.RowKey, StringComparer.Ordinal);
        var labels = plan.Labels
            .Select(label => ReconciledLabel.Of(label, found.GetValueOrDefault(label.Name), plan.Run)).ToList();
        var pending = labels.Count(label => label.State == ReconciledLabel.Running);
        return new(
            isDryRun, pending > 0 ? "running" : "finished", pending, labels.Sum(label => label.DriftFound),
            labels.Sum(label => label.DriftRepaired), plan.UnknownLabels, labels);
    }
}

/// <summary>What a reconcile has found at one label.</summary>
/// <param name="Name">The label.</param>
/// <param name="State">
/// <c>compared</c>, <c>running</c>, <c>failed</c>, or <c>deleted</c> when it was deleted meanwhile.
/// </param>
/// <param name="Gone">Whether the far side had the label no more.</param>
/// <param name="DriftFound">Users of whom the far side had it otherwise than was known.</param>
/// <param name="DriftRepaired">Those of them that a sync mends.</param>
/// <param name="Problem">Why it could not be compared.</param>
public sealed record ReconciledLabel(
    string Name, string State, bool Gone, int DriftFound, int DriftRepaired, string? Problem)
{
    internal const string Running = "running";

    internal static ReconciledLabel Of(PlannedLabel label, LabelRow? row, string run)
    {
        if (row is null or { IsDeleted: true }) return new(label.Name, "deleted", label.IsGone, 0, 0, null);
        if (row.Reconcile != run) return new(label.Name, Running, label.IsGone, 0, 0, null);
        return row.ReconcileProblem is { Length: > 0 } problem
            ? new(label.Name, "failed", label.IsGone, 0, 0, problem)
            : new(label.Name, "compared", label.IsGone, row.DriftFound, row.DriftRepaired, null);
    }
}
