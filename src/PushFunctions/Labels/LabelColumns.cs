using System.Text.Json;
using PushFunctions.Storage;

namespace PushFunctions.Labels;

/// <summary>What is written on a label's row.</summary>
public static class LabelColumns
{
    /// <summary>What was counted, when all changes but some are made.</summary>
    public static Dictionary<string, object> Of(LabelCounts counts, int applied, int pending) => new()
    {
        [nameof(LabelRow.DesiredCount)] = counts.Wanted,
        [nameof(LabelRow.AppliedCount)] = applied,
        [nameof(LabelRow.PendingCount)] = pending,
        [nameof(LabelRow.RefusedCount)] = counts.Refused,
        [nameof(LabelRow.OverLimit)] = counts.OverLimit,
        [nameof(LabelRow.BadKeyCount)] = counts.BadKeys,
        [nameof(LabelRow.BadKeys)] = Write(counts.BadKeysNamed),
    };

    /// <summary>Whether the row says all that already.</summary>
    public static bool Hold(LabelRow row, IReadOnlyDictionary<string, object> columns) => columns.All(column =>
        column.Key switch
        {
            nameof(LabelRow.DesiredCount) => row.DesiredCount == (int)column.Value,
            nameof(LabelRow.AppliedCount) => row.AppliedCount == (int)column.Value,
            nameof(LabelRow.PendingCount) => row.PendingCount == (int)column.Value,
            nameof(LabelRow.RefusedCount) => row.RefusedCount == (int)column.Value,
            nameof(LabelRow.OverLimit) => row.OverLimit == (int)column.Value,
            nameof(LabelRow.BadKeyCount) => row.BadKeyCount == (int)column.Value,
            nameof(LabelRow.BadKeys) => (row.BadKeys ?? []).AsSpan().SequenceEqual((byte[])column.Value),
            nameof(LabelRow.IsOverLabelLimit) => row.IsOverLabelLimit == (bool)column.Value,
            nameof(LabelRow.NameConflict) => (row.NameConflict ?? "") == (string)column.Value,
            nameof(LabelRow.Problem) => (row.Problem ?? "") == (string)column.Value,
            _ => false,
        });

    private static byte[] Write(IReadOnlyList<string> named) =>
        named.Count == 0 ? [] : JsonSerializer.SerializeToUtf8Bytes(named, StorageJson.Relaxed.IReadOnlyListString);
}
