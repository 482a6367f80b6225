using Azure;
using Azure.Data.Tables;

namespace PushFunctions.Retention;

/// <summary>A row of any kind as it is removed: its keys and its version.</summary>
public sealed class StoredKey : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }
}
