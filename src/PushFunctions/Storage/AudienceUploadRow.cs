using Azure;
using Azure.Data.Tables;

namespace PushFunctions.Storage;

/// <summary>The last address that was given for uploading an audience's list.</summary>
public sealed class AudienceUploadRow : ITableEntity
{
    public const string Key = "upload";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = Key;

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    /// <summary>Names the folder in which the uploaded blob lies.</summary>
    public string Upload { get; set; } = "";

    public DateTimeOffset ExpiresAt { get; set; }
}
