using PushFunctions.Storage;

namespace PushFunctions.Listing;

/// <summary>Part of the list, as one place of storage knows it: in order, and complete up to a key.</summary>
/// <param name="Candidates">Pushes that may belong to the page.</param>
/// <param name="UpTo">The last key that was looked at; null: there are no more.</param>
public sealed record ListStretch(IReadOnlyList<ListCandidate> Candidates, string? UpTo)
{
    /// <summary>How long a time the next page is likely to need, as far as this place can tell.</summary>
    public long Minutes { get; init; } = 1;

    /// <summary>What was found, cut after so many.</summary>
    public static ListStretch Of(IReadOnlyList<ListCandidate> found, int most) => found.Count < most
        ? new(found, UpTo: null)
        : new([.. found.Take(most)], found[most - 1].Key);
}

/// <summary>A push that may belong to the page.</summary>
/// <param name="Key">Its open row's key, which is its place.</param>
/// <param name="PushId">Its id.</param>
/// <param name="Ended">What is listed of a push that has ended; null: its own row has to be asked.</param>
public sealed record ListCandidate(string Key, string PushId, ListingRow? Ended = null)
{
    public static ListCandidate Of(ListingRow row) => new(row.RowKey, row.PushId, row.HasEnded ? row : null);
}
