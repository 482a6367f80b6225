using Azure;
using Azure.Data.Tables;

namespace PushFunctions.Storage;

/// <summary>A mapping that was put at run time.</summary>
public sealed class MappingRow : ITableEntity
{
    public const string Key = "mapping";

    private const string DefaultApp = "default";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = Key;

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string App { get; set; } = "";

    public string Type { get; set; } = "";

    /// <summary>A new name for each time it is put: what clients are given as its ETag.</summary>
    public string Version { get; set; } = "";

    public DateTimeOffset Changed { get; set; }

    /// <summary>The mapping as JSON.</summary>
    public byte[] Json { get; set; } = [];

    /// <summary>Partition of a mapping: its type and, for all apps but the default one, the app in front.</summary>
    public static string PartitionOf(string app, string type) => app == DefaultApp ? type : $"{app}|{type}";
}
