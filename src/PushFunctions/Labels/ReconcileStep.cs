using AgoraChat.Push;
using Microsoft.Extensions.Logging;
using PushFunctions.Settle;
using PushFunctions.Storage;

namespace PushFunctions.Labels;

/// <summary>
/// Compares the members that the far side lists with those that are known, while it holds the label: no sync changes
/// either meanwhile. Then a sync makes what is wanted.
/// </summary>
public sealed class ReconcileStep(
    LabelBook book, DriftRepair drift, LabelBell bell, TimeProvider time, ILogger<ReconcileStep> log)
{
    private static readonly Dictionary<string, object> Nothing = [];

    /// <returns>False: somebody else was faster, and holds the label or has changed its row.</returns>
    public async Task<bool> RunAsync(LabelStep step, LabelRow? row, CancellationToken cancellationToken)
    {
        if (row is null or { IsDeleted: true }) return true;
        if (await book.TryTakeAsync(row.Partition, row, Nothing, cancellationToken) is not { } held) return false;
        await CompareAsync(step, row, held, cancellationToken);
        return true;
    }

    private async Task CompareAsync(
        LabelStep step, LabelRow row, HeldLabel held, CancellationToken cancellationToken)
    {
        // Also of one that was not among the labels: a sync may have created it since.
        var (members, failure) = await drift.ListAsync(held, step.FarName ?? step.Label, cancellationToken);
        var isGone = failure?.Kind == AgoraChatErrorKind.NotFound;
        // Gone since the labels were listed: the next reconcile finds it so.
        if (members is null || (isGone && step.FarName is not null))
        {
            log.NotCompared(held.Label.Key, failure is null ? "the time was over" : LoggedAnswer.Of(failure));
            await book.TryWriteAsync(held, Report(step, LabelProblems.NotListed(failure)), isEnd: true);
            return;
        }

        var (found, repaired) = await drift.CompareAsync(held, members, step.IsDryRun, cancellationToken);
        var columns = Report(step, problem: "");
        columns[nameof(LabelRow.ReconciledAt)] = time.GetUtcNow();
        columns[nameof(LabelRow.DriftFound)] = found;
        columns[nameof(LabelRow.DriftRepaired)] = repaired;
        if (!step.IsDryRun)
        {
            columns[nameof(LabelRow.IsThere)] = !isGone;
            columns[nameof(LabelRow.IsUnsure)] = false;
        }

        if (!await book.TryWriteAsync(held, columns, isEnd: true)) return;
        if (found > 0) log.DriftFound(held.Label.Key, found, repaired);
        if (!step.IsDryRun && (repaired > 0 || (row.IsThere && isGone)))
            await bell.RingIfThereAsync(held.Label, cancellationToken);
    }

    private static Dictionary<string, object> Report(LabelStep step, string problem) => new()
    {
        [nameof(LabelRow.Reconcile)] = step.Reconcile ?? "",
        [nameof(LabelRow.IsReconcileDry)] = step.IsDryRun,
        [nameof(LabelRow.ReconcileProblem)] = problem,
    };
}
