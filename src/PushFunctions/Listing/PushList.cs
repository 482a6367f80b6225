using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Listing;

/// <summary>
/// The pushes of an app by the moment of their acceptance, newest first: those that are open, and those that are
/// listed because they have ended or wait for a time that is far.
/// </summary>
/// <remarks>
/// Open rows are read first. A push that ends is listed before its open row goes, so it is in one of the two, or in
/// both with the same key. Keys never change; whoever reads on after a key meets no push again.
/// </remarks>
public sealed class PushList(StorageClients storage, OpenList open, ListingReader listing)
{
    /// <summary>Pushes whose rows are read side by side.</summary>
    private const int AtOnce = 32;

    private static readonly string[] Columns =
    [
        nameof(PushRow.PartitionKey), nameof(PushRow.Type), nameof(PushRow.State), nameof(PushRow.Targets),
        nameof(PushRow.Created), nameof(PushRow.SendAt), nameof(PushRow.CancelledAt), nameof(PushRow.OpenRow),
        nameof(PushRow.TaskTo), nameof(PushRow.ThrottledSince),
    ];

    public async Task<PushPage> ReadAsync(ListQuery query, CancellationToken cancellationToken)
    {
        var stretches = new List<ListStretch>();
        if (query.IsOfOpen) stretches.Add(await open.ReadOpenAsync(query, cancellationToken));
        if (query.IsOfHeld) stretches.Add(await open.ReadHeldAsync(query, cancellationToken));
        if (query.IsOfListed) stretches.Add(await listing.ReadAsync(query, cancellationToken));

        var upTo = stretches.Select(stretch => stretch.UpTo).OfType<string>().Min(StringComparer.Ordinal);
        var candidates = Merge(stretches, upTo);
        var (entries, looked) = (new List<PushEntry>(), 0);
        while (looked < candidates.Count && entries.Count < query.Limit)
        {
            var some = candidates.Skip(looked).Take(Math.Min(AtOnce, query.Limit - entries.Count)).ToList();
            var found = await Task.WhenAll(some.Select(one => LookAsync(one, query, cancellationToken)));
            entries.AddRange(found.OfType<PushEntry>());
            looked += some.Count;
        }

        var last = looked < candidates.Count ? candidates[looked - 1].Key : upTo;
        return new(entries, last is null ? null : CursorAt(last, stretches));
    }

    /// <summary>Up to where all of them are complete; of a push in two of them, the first.</summary>
    private static List<ListCandidate> Merge(IEnumerable<ListStretch> stretches, string? upTo) =>
    [
        .. stretches.SelectMany(stretch => stretch.Candidates)
            .Where(candidate => upTo is null || string.CompareOrdinal(candidate.Key, upTo) <= 0)
            .DistinctBy(candidate => candidate.Key)
            .OrderBy(candidate => candidate.Key, StringComparer.Ordinal),
    ];

    /// <returns>Null: it does not belong to the list; its row was never written, or its state is another.</returns>
    private async Task<PushEntry?> LookAsync(
        ListCandidate candidate, ListQuery query, CancellationToken cancellationToken)
    {
        if (candidate.Ended is { } row) return PushEntry.Of(row);
        var push = await storage.Pushes.FindAsync<PushRow>(
            candidate.PushId, LedgerKey.Push, Columns, cancellationToken);
        return push is not null
            && push.OpenRow == candidate.Key
            && (query.State is null || query.State == push.ShownState)
                ? PushEntry.Of(push)
                : null;
    }

    private static string CursorAt(string last, IEnumerable<ListStretch> stretches) =>
        PageRequest.CursorAt($"{new ListPlace(last, stretches.Max(stretch => stretch.Minutes))}");
}
