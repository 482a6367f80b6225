using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using PushFunctions.Storage;

namespace PushFunctions.Dev.Fuzz;

/// <summary>All that lies in storage.</summary>
internal sealed class StoredState(string connection)
{
    private readonly TableServiceClient _tables = new(connection);
    private readonly QueueServiceClient _queues = new(connection);
    private readonly BlobServiceClient _blobs = new(connection);

    /// <summary>A line for each thing, with what changes when it is written.</summary>
    public async Task<IReadOnlyList<string>> SnapshotAsync(CancellationToken cancellationToken)
    {
        List<string> lines = [];
        foreach (var table in TableNames.All)
        {
            await foreach (var row in RowsAsync<TableEntity>(table, filter: null, cancellationToken))
                lines.Add($"row {table} {row.PartitionKey} {row.RowKey} {row.ETag}");
        }

        foreach (var (queue, count) in await QueuesAsync(cancellationToken)) lines.Add($"queue {queue} {count}");
        foreach (var name in await BlobsAsync(cancellationToken)) lines.Add($"blob {name}");
        return lines;
    }

    public IAsyncEnumerable<TRow> RowsAsync<TRow>(string table, string? filter, CancellationToken cancellationToken)
        where TRow : class, ITableEntity, new() =>
        _tables.GetTableClient(table).QueryAsync<TRow>(filter, cancellationToken: cancellationToken);

    /// <summary>The messages of each queue, poison queues included, hidden messages too.</summary>
    public async Task<IReadOnlyDictionary<string, int>> QueuesAsync(CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, int>();
        foreach (var name in QueueNames.All.SelectMany(name => (string[])[name, name + QueueNames.PoisonSuffix]))
        {
            var properties = await _queues.GetQueueClient(name).GetPropertiesAsync(cancellationToken);
            counts[name] = properties.Value.ApproximateMessagesCount;
        }

        return counts;
    }

    /// <summary>Container, name and version of each blob.</summary>
    public async Task<IReadOnlyList<string>> BlobsAsync(CancellationToken cancellationToken)
    {
        List<string> names = [];
        foreach (var container in ContainerNames.All)
        {
            var blobs = _blobs.GetBlobContainerClient(container).GetBlobsAsync(cancellationToken: cancellationToken);
            await foreach (var blob in blobs)
                names.Add($"{container} {blob.Name} {blob.Properties.ETag}");
        }

        return names;
    }
}
