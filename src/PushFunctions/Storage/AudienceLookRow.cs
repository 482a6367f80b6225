using Azure;
using Azure.Data.Tables;

namespace PushFunctions.Storage;

/// <summary>When the cleaner looks at a version of an audience next; each has one from its birth.</summary>
public sealed class AudienceLookRow : ITableEntity
{
    /// <summary>No audience has this partition: no app's name is empty.</summary>
    public const string Partition = "|look";

    public string PartitionKey { get; set; } = Partition;

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    /// <summary>Partition of the audience.</summary>
    public string Audience { get; set; } = "";

    public string Version { get; set; } = "";

    public static AudienceLookRow For(string audience, string version, DateTimeOffset due) => new()
    {
        RowKey = $"{IndexRow.TimeKey(due)}|{version}",
        Audience = audience,
        Version = version,
    };
}
