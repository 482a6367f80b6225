#nullable disable
namespace Azure.Data.Tables;

/// <summary>The properties that every row has.</summary>
public interface ITableEntity
{
    string PartitionKey { get; set; }

    string RowKey { get; set; }

    /// <summary>When the service last wrote the row; set by the service, never sent.</summary>
    DateTimeOffset? Timestamp { get; set; }

    /// <summary>The row's version; set by the service, never sent with the row.</summary>
    ETag ETag { get; set; }
}
