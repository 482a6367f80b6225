using System.Text;
using Azure.Data.Tables;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Replay;

/// <summary>Reads dead letters, newest first: users by app or by push, and messages between them.</summary>
public sealed class LetterReader(StorageClients storage)
{
    /// <summary>Most letters that are counted; what is beyond is said not to be.</summary>
    public const int MostCounted = 50_000;

    /// <summary>Rows that one answer of storage is asked for where they come whole: each may have 64 KB.</summary>
    private const int FewRows = 100;

    private static readonly string[] Light =
    [
        "PartitionKey", "RowKey", nameof(DeadLetterRow.PushId), nameof(DeadLetterRow.Count),
        nameof(DeadLetterRow.Queue),
    ];

    /// <returns>Up to the limit, and the cursor of the next page; null: there is none.</returns>
    public async Task<(IReadOnlyList<DeadLetterRow> Rows, string? Cursor)> ReadAsync(
        LetterQuery query, CancellationToken cancellationToken)
    {
        var found = new List<DeadLetterRow>();
        foreach (var partition in query.Partitions)
        {
            var rows = storage.DeadLetters.QueryAsync<DeadLetterRow>(
                FilterOf(query, partition), Math.Min(query.Limit + 1, FewRows), cancellationToken: cancellationToken);
            await foreach (var row in rows.Take(query.Limit + 1)) found.Add(row);
        }

        IReadOnlyList<DeadLetterRow> page =
            [.. found.OrderBy(row => row.RowKey, StringComparer.Ordinal).Take(query.Limit)];
        return (page, found.Count > page.Count ? PageRequest.CursorAt(page[^1].RowKey) : null);
    }

    public async Task<LetterCounts> CountAsync(LetterQuery query, CancellationToken cancellationToken)
    {
        var (letters, users, messages, pushes) = (0, 0, 0, new HashSet<string>(StringComparer.Ordinal));
        foreach (var partition in query.Partitions)
        {
            await foreach (var row in storage.DeadLetters.QueryAsync<DeadLetterRow>(
                FilterOf(query, partition), select: Light, cancellationToken: cancellationToken))
            {
                if (letters == MostCounted) return new(letters, users, pushes.Count, messages, IsAll: false);
                letters++;
                if (row.IsMessage) messages++;
                else users += row.Count;
                if (row.PushId is { } push) pushes.Add(push);
            }
        }

        return new(letters, users, pushes.Count, messages, IsAll: true);
    }

    private static string FilterOf(LetterQuery query, string partition)
    {
        var filter = new StringBuilder(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {query.From}"));
        if (query.To is { } to) filter.Append(TableClient.CreateQueryFilter($" and RowKey lt {to}"));
        return filter.ToString();
    }
}
