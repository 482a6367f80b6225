using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>Which parcels of a push have been picked up, as its ledger shows. Pure.</summary>
/// <param name="mark">The push's mark: all batches below were picked up.</param>
/// <param name="rows">The ledger's rows from the mark on.</param>
public sealed class PickedUp(int mark, IEnumerable<ParcelRow> rows)
{
    /// <summary>
    /// Most steps cleared at once: a transaction has at most 100 actions, and a few other rows change in it.
    /// </summary>
    private const int MostSteps = 80;

    private readonly HashSet<int> _seen = [.. rows.Select(row => row.FirstBatch)];

    /// <summary>The parcels of a step that nobody has picked up.</summary>
    public IReadOnlyList<ParcelCut> MissingOf(StepRow step) =>
        [.. step.ReadCut().Where(cut => cut.FirstBatch >= mark && !_seen.Contains(cut.FirstBatch))];

    /// <summary>Steps all of whose parcels have been picked up; what is too many now is left to a later step.</summary>
    public IReadOnlyList<StepRow> DoneOf(IEnumerable<StepRow> steps) =>
        [.. steps.Where(step => MissingOf(step).Count == 0).Take(MostSteps)];
}
