using Azure;
using Azure.Data.Tables;

namespace PushFunctions.Storage;

/// <summary>
/// A user who is to have a label. Other programs write such rows, too: the two keys are all that is read, and the
/// row's own time.
/// </summary>
public sealed class LabelMemberRow : ITableEntity
{
    /// <summary>As <see cref="LabelPartition"/> names it.</summary>
    public string PartitionKey { get; set; } = "";

    /// <summary>The user.</summary>
    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }
}
