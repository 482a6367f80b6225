using System.Globalization;
using PushFunctions.Storage;

namespace PushFunctions.Stories;

/// <summary>
/// Where the reading of a push's failed users goes on: in the row of a parcel, ordinary ones before retry parcels, or
/// among those whom no step has come to. Its text is the cursor of a page.
/// </summary>
/// <param name="Row">The parcel's row; null: behind all of them.</param>
/// <param name="From">
/// The first user, by position in the parcel; behind all parcels, by offset in the push's list.
/// </param>
public sealed record FailurePlace(string? Row, long From = 0)
{
    private const string Unfed = "unfed";

    public static FailurePlace First { get; } = new(LedgerKey.Parcel(0));

    /// <returns>Null: the text is no place's.</returns>
    public static FailurePlace? TryParse(string text)
    {
        if (text.Length == 0) return First;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0
            || !long.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var from))
        {
            return null;
        }

        var row = text[..slash];
        return row == Unfed ? new(null, from) : LedgerKey.IsParcel(row) ? new(row, from) : null;
    }

    /// <summary>The next stretch of the ledger; then those who are in none; null: there is no more.</summary>
    public FailurePlace? Next(PushRow push) => Row is null ? null : new(LedgerKey.StretchAfter(push, Row));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Row ?? Unfed}/{From}");
}
