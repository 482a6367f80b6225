using Azure.Data.Tables;
using PushFunctions.Storage;

namespace PushFunctions.Listing;

/// <summary>
/// Reads the table of listed pushes, newest first, window by window: few queries find a page wherever it begins, and
/// one whose type or state is rare ends after a bounded time, with the place that was reached.
/// </summary>
public sealed class ListingReader(StorageClients storage, TimeProvider time)
{
    /// <summary>Answers without all rows that storage may give for one window before a shorter one is read.</summary>
    private const int MostAnswers = 3;

    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(2);

    public async Task<ListStretch> ReadAsync(ListQuery query, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var found = new List<ListCandidate>();
        var (after, window) = (query.After.Key, ListWindow.From(query.After, time.GetUtcNow()));
        while (!window.IsPastAll)
        {
            if (time.GetElapsedTime(begun) > AtMost && after != query.After.Key)
                return new(found, after) { Minutes = window.Minutes };
            var (count, isWhole) = (found.Count, await ReadAsync(query, window, after, found, cancellationToken));
            if (found.Count >= query.Candidates)
            {
                var filled = ListStretch.Of(found, query.Candidates);
                return filled with { Minutes = window.MinutesOfPage(filled.UpTo!) };
            }

            if (isWhole)
            {
                window = window.Next(found.Count - count, query.Candidates - found.Count);
                after = NewestFirst.KeyBefore(window.First);
            }
            else
            {
                var last = found.Count > count ? found[^1].Key : null;
                (window, after) = (window.Shorter(last), last ?? after);
            }
        }

        return new(found, UpTo: null);
    }

    /// <returns>Whether the window was read to its end, or enough was found.</returns>
    private async Task<bool> ReadAsync(
        ListQuery query, ListWindow window, string after, List<ListCandidate> found,
        CancellationToken cancellationToken)
    {
        var rows = storage.PushListing.QueryAsync<ListingRow>(
            FilterOf(query, window, after), Math.Min(query.Candidates - found.Count, OpenList.MostRows),
            cancellationToken: cancellationToken);
        var answers = 0;
        await foreach (var answer in rows.AsPages())
        {
            found.AddRange(answer.Values.Select(ListCandidate.Of));
            if (found.Count >= query.Candidates) return true;
            if (++answers == MostAnswers && !window.IsShortest && answer.ContinuationToken is not null) return false;
        }

        return true;
    }

    /// <summary>What most rows are not comes first: it is all that need be compared of them.</summary>
    private static string FilterOf(ListQuery query, ListWindow window, string after)
    {
        var (begin, end) = (
            ListingRow.PartitionOf(query.App, window.Begin), ListingRow.PartitionOf(query.App, window.End));
        List<string> terms = [];
        if (query.Type is not null) terms.Add(TableClient.CreateQueryFilter($"Type eq {query.Type}"));
        if (query.State is { } state) terms.Add(TableClient.CreateQueryFilter($"State eq {state.ToString()}"));
        terms.Add(TableClient.CreateQueryFilter($"PartitionKey lt {end} and PartitionKey ge {begin}"));
        terms.Add(TableClient.CreateQueryFilter($"RowKey gt {after} and App eq {query.App}"));
        return string.Join(" and ", terms);
    }
}
