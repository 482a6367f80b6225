using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;

namespace PushFunctions.Storage;

/// <summary>Says that a push reads a version of an audience, which therefore stays.</summary>
public sealed class AudienceUseRow : ITableEntity
{
    private const string KeyPrefix = "use|";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public DateTimeOffset At { get; set; }

    [IgnoreDataMember]
    public string PushId => RowKey[(RowKey.LastIndexOf('|') + 1)..];

    /// <summary>What the keys of all uses of a version begin with.</summary>
    public static string PrefixOf(string version) => $"{KeyPrefix}{version}|";

    public static AudienceUseRow For(string partition, string version, string pushId, DateTimeOffset at) => new()
    {
        PartitionKey = partition,
        RowKey = PrefixOf(version) + pushId,
        At = at,
    };
}
