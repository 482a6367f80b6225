using System.Globalization;

namespace PushFunctions.Storage;

/// <summary>
/// Names of the rows in <c>Pushes</c>. A push's ordinary parcels lie in segments of 400 batches, since a partition of
/// tens of thousands of rows is slow; a push of one parcel keeps it beside its push row, so that both change in one
/// transaction.
/// </summary>
public static class LedgerKey
{
    /// <summary>Batches in a segment; no parcel crosses its border.</summary>
    public const int SegmentBatches = 400;

    public const string Push = "push";
    public const string ParcelPrefix = "parcel|";
    public const string RetryPrefix = "r|";

    /// <summary>Steps follow the push row in the order of keys, so that both are read at once.</summary>
    public const string StepPrefix = "push|";

    public static string Parcel(int firstBatch) => Row(ParcelPrefix, firstBatch);

    public static string Retry(int number) => Row(RetryPrefix, number);

    public static string Step(int number) => Row(StepPrefix, number);

    public static string Segment(string pushId, int batch) =>
        string.Create(CultureInfo.InvariantCulture, $"{pushId}|{batch / SegmentBatches}");

    /// <summary>The partition in which a parcel's row lies.</summary>
    /// <param name="row">The row key, as <see cref="Parcel"/> or <see cref="Retry"/> makes it.</param>
    /// <param name="single">Whether the push is of one parcel.</param>
    public static string Partition(string pushId, string row, bool single) =>
        single || IsRetry(row) ? pushId : Segment(pushId, Number(row));

    /// <summary>Whether storage takes this as a push's key.</summary>
    public static bool IsPush(string id) =>
        id.Length > 0 && !id.Any(letter => letter is '/' or '\\' or '#' or '?' || char.IsControl(letter));

    public static bool IsRetry(string row) => row.StartsWith(RetryPrefix, StringComparison.Ordinal);

    /// <summary>Whether this names a parcel, ordinary or retry.</summary>
    public static bool IsParcel(string row) =>
        (row.StartsWith(ParcelPrefix, StringComparison.Ordinal) || IsRetry(row))
        && int.TryParse(row.AsSpan(row.IndexOf('|') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    /// <summary>The number in a row key: first batch, retry parcel or step.</summary>
    public static int Number(string row) => int.Parse(row.AsSpan(row.IndexOf('|') + 1), CultureInfo.InvariantCulture);

    /// <summary>
    /// The row of the parcel with which the next stretch of <see cref="SegmentBatches"/> numbers begins.
    /// </summary>
    public static string NextStretch(string row) => Row(
        row[..(row.IndexOf('|') + 1)], (Number(row) / SegmentBatches + 1) * SegmentBatches);

    /// <summary>
    /// The row with which the next stretch of a push's ledger begins, ordinary parcels before retry parcels; null:
    /// there is none.
    /// </summary>
    public static string? StretchAfter(PushRow push, string row)
    {
        var next = NextStretch(row);
        if (Number(next) < (IsRetry(row) ? push.RetryNo : push.NextBatch)) return next;
        return IsRetry(row) || push.RetryNo == 0 ? null : Retry(0);
    }

    /// <summary>The first key behind all that begin with a prefix ending in '|': '}' follows it.</summary>
    public static string EndOf(string prefix) => $"{prefix[..^1]}}}";

    private static string Row(string prefix, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{number:D7}");
}
