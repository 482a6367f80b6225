using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using PushFunctions.Storage;

namespace PushFunctions.EndToEnd.Tests.Support;

/// <summary>The app's storage as a test looks into it.</summary>
public sealed class StoredThings(string connectionString)
{
    private readonly TableServiceClient _tables = new(connectionString);

    /// <summary>Without encoding: texts as they lie there.</summary>
    private readonly QueueServiceClient _queues = new(connectionString);

    private readonly BlobServiceClient _blobs = new(connectionString);

    public QueueClient Queue(string name) => _queues.GetQueueClient(name);

    /// <summary>Messages of a queue, hidden ones included.</summary>
    public async Task<int> CountAsync(string queue) =>
        (await Queue(queue).GetPropertiesAsync()).Value.ApproximateMessagesCount;

    /// <summary>All dead letters, as they are listed.</summary>
    public async Task<IReadOnlyList<DeadLetterRow>> DeadLettersAsync()
    {
        var rows = new List<DeadLetterRow>();
        var table = _tables.GetTableClient(TableNames.DeadLetters);
        await foreach (var row in table.QueryAsync<DeadLetterRow>()) rows.Add(row);
        // Each lies in another partition, too.
        return [.. rows.Where(row => !row.PartitionKey.Contains('|', StringComparison.Ordinal))];
    }

    public async Task RemoveBudgetsAsync()
    {
        var table = _tables.GetTableClient(TableNames.Budgets);
        await foreach (var row in table.QueryAsync<TableEntity>())
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey);
    }

    /// <summary>Says how many pushes are open, as the watchdog does.</summary>
    public Task CountOpenPushesAsync(int count) => _tables.GetTableClient(TableNames.PushIndex).UpsertEntityAsync(
        new IndexRow { PartitionKey = IndexRow.Stats, RowKey = IndexRow.Open, Count = count });

    /// <summary>Puts a mapping as another version of the app might, unchecked.</summary>
    public Task PutMappingAsync(string type, string json) => _tables.GetTableClient(TableNames.Mappings).UpsertEntityAsync(
        new MappingRow
        {
            PartitionKey = MappingRow.PartitionOf("default", type),
            App = "default",
            Type = type,
            Version = "1",
            Changed = TimeProvider.System.GetUtcNow(),
            Json = Encoding.UTF8.GetBytes(json),
        });

    /// <summary>Puts an audience's row as it is.</summary>
    public Task PutAudienceAsync(AudienceRow row) =>
        _tables.GetTableClient(TableNames.Audiences).UpsertEntityAsync(row, TableUpdateMode.Replace);

    public async Task<PushRow> PushAsync(string pushId) =>
        await _tables.GetTableClient(TableNames.Pushes).GetEntityAsync<PushRow>(pushId, LedgerKey.Push);

    /// <summary>The ledger's row of a push of one parcel.</summary>
    public async Task<ParcelRow> FirstParcelAsync(string pushId) =>
        await _tables.GetTableClient(TableNames.Pushes).GetEntityAsync<ParcelRow>(pushId, LedgerKey.Parcel(0));

    /// <summary>All that is stored, one line a thing, with what changes when it is written.</summary>
    public async Task<IReadOnlyList<string>> SnapshotAsync()
    {
        var lines = new List<string>();
        foreach (var table in TableNames.All)
        {
            await foreach (var row in _tables.GetTableClient(table).QueryAsync<TableEntity>())
                lines.Add($"{table} {row.PartitionKey} {row.RowKey} {row.ETag}");
        }

        foreach (var queue in QueueNames.All.SelectMany(name => (string[])[name, name + QueueNames.PoisonSuffix]))
            lines.Add($"{queue} {await CountAsync(queue)}");
        foreach (var container in ContainerNames.All)
        {
            await foreach (var blob in _blobs.GetBlobContainerClient(container).GetBlobsAsync())
                lines.Add($"{container} {blob.Name} {blob.Properties.ETag}");
        }

        return lines;
    }
}
