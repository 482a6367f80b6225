using Azure;
using Azure.Data.Tables;
using PushFunctions.Map;
using PushFunctions.Storage;

namespace PushFunctions.Manage;

/// <summary>Changes the mappings in the table, each by compare-and-swap.</summary>
public sealed class MappingStore(StorageClients storage, MappingCache cache, TimeProvider time)
{
    private static readonly string[] Listed =
        [nameof(MappingRow.App), nameof(MappingRow.Type), nameof(MappingRow.Version), nameof(MappingRow.Changed)];

    public async Task<StoredMapping?> FindAsync(string app, string type, CancellationToken cancellationToken) =>
        await ReadAsync(app, type, cancellationToken) is { } row ? new(row) : null;

    /// <summary>An app's mappings without their rules, as they are now.</summary>
    public async Task<IReadOnlyList<MappingRow>> ListAsync(string app, CancellationToken cancellationToken)
    {
        var rows = new List<MappingRow>();
        await foreach (var row in storage.Mappings.QueryAsync<MappingRow>(
            select: Listed, cancellationToken: cancellationToken))
        {
            if (row.App == app) rows.Add(row);
        }

        return rows;
    }

    /// <param name="json">The mapping, which has been checked.</param>
    public async Task<MappingChange> PutAsync(
        string app, string type, byte[] json, MappingCondition condition, CancellationToken cancellationToken)
    {
        var row = new MappingRow
        {
            PartitionKey = MappingRow.PartitionOf(app, type),
            App = app,
            Type = type,
            Version = Guid.NewGuid().ToString("N"),
            Changed = time.GetUtcNow(),
            Json = json,
        };
        bool? created = null;
        while (true)
        {
            var there = await ReadAsync(app, type, cancellationToken);
            // Our own write, whose answer was lost and which the client tried again.
            if (created is { } ours && there?.Version == row.Version) return Done(new(new(row), ours));
            if (!condition.Holds(there?.Version)) return new MappingChange.Refused(there?.Version);
            created = there is null;
            if (await TryWriteAsync(row, there, cancellationToken)) return Done(new(new(row), created.Value));
        }

        MappingChange Done(MappingChange.Put put)
        {
            cache.Outdate();
            return put;
        }
    }

    public async Task<MappingChange> DeleteAsync(
        string app, string type, MappingCondition condition, CancellationToken cancellationToken)
    {
        for (var tries = 0; ; tries++)
        {
            var there = await ReadAsync(app, type, cancellationToken);
            // Our own try, whose answer was lost, or another's: it is gone, as was asked.
            if (there is null && tries > 0) return Done();
            if (!condition.Holds(there?.Version)) return new MappingChange.Refused(there?.Version);
            if (there is null) return new MappingChange.Missing();
            try
            {
                await storage.Mappings.DeleteEntityAsync(
                    there.PartitionKey, there.RowKey, there.ETag, cancellationToken);
                return Done();
            }
            catch (RequestFailedException exception) when (exception.Status is 412 or 404)
            {
                // Somebody was faster: look again.
            }
        }

        MappingChange.Deleted Done()
        {
            cache.Outdate();
            return new();
        }
    }

    private async Task<bool> TryWriteAsync(MappingRow row, MappingRow? there, CancellationToken cancellationToken)
    {
        try
        {
            if (there is null) await storage.Mappings.AddEntityAsync(row, cancellationToken);
            else await storage.Mappings.UpdateEntityAsync(row, there.ETag, TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status is 412 or 409 or 404)
        {
            return false;
        }
    }

    private async Task<MappingRow?> ReadAsync(string app, string type, CancellationToken cancellationToken)
    {
        var answer = await storage.Mappings.GetEntityIfExistsAsync<MappingRow>(
            MappingRow.PartitionOf(app, type), MappingRow.Key, cancellationToken: cancellationToken);
        return answer.HasValue ? answer.Value : null;
    }
}
