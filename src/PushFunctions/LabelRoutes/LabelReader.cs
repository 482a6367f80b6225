using Azure.Data.Tables;
using PushFunctions.Labels;
using PushFunctions.Storage;

namespace PushFunctions.LabelRoutes;

/// <summary>Reads how a label stands: what is wanted, and how far the far side follows.</summary>
public sealed class LabelReader(StorageClients storage, LabelBook book, LabelCounter counter, TimeProvider time)
{
    /// <summary>Most refused users that an answer names.</summary>
    private const int MostRefused = 100;

    /// <returns>Null: there is no such label.</returns>
    public async Task<LabelView?> ReadAsync(LabelPartition label, CancellationToken cancellationToken)
    {
        var row = await book.FindAsync(label, cancellationToken);
        if (row is null && !await book.HasMembersAsync(label, cancellationToken)) return null;
        // Another program has put members, and no sync has met them yet.
        row ??= new() { PartitionKey = label.App, RowKey = label.Label };
        var count = await counter.CountAsync(row, cancellationToken);
        var refused = (count?.Refused ?? row.RefusedCount) > 0 || row.RefusedCount > 0
            ? await ReadRefusedAsync(label, cancellationToken)
            : [];
        return LabelView.Of(row, count, refused, time.GetUtcNow());
    }

    /// <summary>Whether there is such a label, be it only by its members.</summary>
    public async Task<bool> ExistsAsync(LabelPartition label, CancellationToken cancellationToken) =>
        await book.FindAsync(label, cancellationToken) is not null
        || await book.HasMembersAsync(label, cancellationToken);

    private async Task<IReadOnlyList<RefusedMember>> ReadRefusedAsync(
        LabelPartition label, CancellationToken cancellationToken)
    {
        var refused = new List<RefusedMember>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {label.Key} and Refused gt {""}");
        await foreach (var row in storage.LabelApplied.QueryAsync<LabelAppliedRow>(
            filter, MostRefused, cancellationToken: cancellationToken))
        {
            refused.Add(new(row.RowKey, row.Refused!, row.RefusedAt));
            if (refused.Count == MostRefused) break;
        }

        return refused;
    }
}
