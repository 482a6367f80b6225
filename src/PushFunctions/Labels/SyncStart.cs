using PushFunctions.Storage;

namespace PushFunctions.Labels;

/// <summary>Begins runs: takes the label, then has the first step made or put.</summary>
public sealed class SyncStart(LabelBook book, TimeProvider time)
{
    /// <summary>Takes a label for a run.</summary>
    /// <param name="row">Its row as it was read; null: it has none.</param>
    /// <param name="step">The first step, without what the row says.</param>
    /// <param name="columns">What is written on the row as well.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The label, and the step with all it needs; null: somebody else was faster.</returns>
    public async Task<(HeldLabel Held, LabelStep Step)?> TryTakeAsync(
        LabelRow? row, LabelStep step, IReadOnlyDictionary<string, object> columns,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var begun = new Dictionary<string, object>(columns)
        {
            [nameof(LabelRow.SyncBegunAt)] = now,
            [nameof(LabelRow.IsOverLabelLimit)] = false,
            // Until it ends well.
            [nameof(LabelRow.IsUnsure)] = true,
        };
        if (row?.CreatedAt is null) begun[nameof(LabelRow.CreatedAt)] = now;
        if (await book.TryTakeAsync(new(step.App, step.Label), row, begun, cancellationToken) is not { } held)
            return null;
        var isUnsure = row is { IsUnsure: true };
        return (held, step with
        {
            IsUnsure = isUnsure,
            Changes = isUnsure ? null : step.Changes,
            Counts = isUnsure ? new() : step.Counts,
            Run = held.Run,
            ETag = held.ETag.ToString(),
            Applied = columns.TryGetValue(nameof(LabelRow.AppliedCount), out var applied)
                ? (int)applied
                : row?.AppliedCount ?? 0,
            IsThere = row?.IsThere ?? false,
            Description = row?.Description is { Length: > 0 } text ? text : null,
            DeletedAt = row?.DeletedAt,
        });
    }
}
