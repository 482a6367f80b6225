using Azure.Data.Tables;
using PushFunctions.Storage;

namespace PushFunctions.Listing;

/// <summary>Reads which pushes are open, newest first, and which are held.</summary>
public sealed class OpenList(StorageClients storage)
{
    /// <summary>Most rows that one answer of storage may be asked for.</summary>
    public const int MostRows = 1_000;

    private static readonly string[] Columns =
        [nameof(IndexRow.RowKey), nameof(IndexRow.PushId), nameof(IndexRow.OpenRow)];

    public async Task<ListStretch> ReadOpenAsync(ListQuery query, CancellationToken cancellationToken)
    {
        var found = new List<ListCandidate>();
        var filter = FilterOf(IndexRow.Open, query)
            + TableClient.CreateQueryFilter($" and RowKey gt {query.After.Key}");
        await foreach (var row in storage.PushIndex.QueryAsync<IndexRow>(
            filter, Math.Min(query.Candidates, MostRows), Columns, cancellationToken))
        {
            // Behind the place of a push that is replayed lies its row of this round; its place was before.
            var key = row.OpenRow ?? row.RowKey;
            if (key == query.After.Key) continue;
            found.Add(new(key, row.PushId));
            if (found.Count == query.Candidates) break;
        }

        return ListStretch.Of(found, query.Candidates);
    }

    /// <summary>They lie in the order of their ids, and are few.</summary>
    public async Task<ListStretch> ReadHeldAsync(ListQuery query, CancellationToken cancellationToken)
    {
        var found = new List<ListCandidate>();
        var filter = FilterOf(IndexRow.Held, query)
            + TableClient.CreateQueryFilter($" and OpenRow gt {query.After.Key}");
        await foreach (var row in storage.PushIndex.QueryAsync<IndexRow>(
            filter, select: Columns, cancellationToken: cancellationToken))
        {
            found.Add(new(row.OpenRow!, row.PushId));
        }

        found.Sort((one, other) => string.CompareOrdinal(one.Key, other.Key));
        return ListStretch.Of(found, query.Candidates);
    }

    private static string FilterOf(string partition, ListQuery query) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {partition} and App eq {query.App}")
        + (query.Type is null ? "" : TableClient.CreateQueryFilter($" and Type eq {query.Type}"));
}
