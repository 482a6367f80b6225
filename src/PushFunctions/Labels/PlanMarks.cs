using Azure;
using Microsoft.Extensions.Logging;
using PushFunctions.Storage;

namespace PushFunctions.Labels;

/// <summary>
/// What a planner writes, several labels at a time while it reads on. A label that cannot be written to keeps none of
/// the others waiting; the next run meets it again.
/// </summary>
internal sealed class PlanMarks(
    LabelBook book, SyncStart start, WorkQueues queues, TimeProvider time, ILogger<SyncPlanner> log)
{
    private const int AtOnce = 8;

    private readonly List<Task> _begun = [];

    /// <summary>Takes a label for a run and puts its first step.</summary>
    /// <param name="label">The label.</param>
    /// <param name="row">Its row; null: it has none.</param>
    /// <param name="changes">What is to be done; null: too much to be listed.</param>
    /// <param name="counts">What was counted of the others; null when it was not.</param>
    /// <param name="columns">What is written on the row as well.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task BeginAsync(
        LabelPartition label, LabelRow? row, LabelChanges? changes, LabelCounts? counts,
        Dictionary<string, object> columns, CancellationToken cancellationToken) =>
        DoAsync(label, async () =>
        {
            var step = new LabelStep
            {
                Kind = LabelStepKind.Sync, App = label.App, Label = label.Label, Changes = changes,
                Counts = counts ?? new(),
            };
            if (WorkQueues.SizeOf(step) + LabelStep.HeadBytes > LabelStep.MaxBytes)
                step = step with { Changes = null, Counts = new() };
            if (await start.TryTakeAsync(row, step, columns, cancellationToken) is { } taken)
                await queues.PutAsync(taken.Step, TimeSpan.Zero, cancellationToken);
        });

    /// <summary>Writes on a label's row what it does not say yet.</summary>
    public Task NoteAsync(
        LabelPartition label, LabelRow? row, Dictionary<string, object> columns, CancellationToken cancellationToken)
    {
        if (row is not null && LabelColumns.Hold(row, columns)) return Task.CompletedTask;
        if (columns.TryGetValue(nameof(LabelRow.Problem), out var problem) && (string)problem != "")
            columns[nameof(LabelRow.ProblemAt)] = time.GetUtcNow();
        return DoAsync(label, () => book.TryWriteAsync(label, row, columns, cancellationToken));
    }

    /// <summary>Waits for all that was begun.</summary>
    public Task EndAsync() => Task.WhenAll(_begun);

    private async Task DoAsync(LabelPartition label, Func<Task> write)
    {
        if (_begun.Count == AtOnce) _begun.Remove(await Task.WhenAny(_begun));
        _begun.Add(TryAsync(label, write));
    }

    private async Task TryAsync(LabelPartition label, Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (Exception exception) when (exception is RequestFailedException || StorageErrors.IsAway(exception))
        {
            log.NotPlanned(exception, label.Key);
        }
    }
}
