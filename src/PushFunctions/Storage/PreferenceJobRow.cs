using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;

namespace PushFunctions.Storage;

/// <summary>Preferences of many users that are being set, and how far that is.</summary>
public sealed class PreferenceJobRow : ITableEntity
{
    public const string Key = "job";

    /// <summary>The job's id.</summary>
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = Key;

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string App { get; set; } = "";

    public DateTimeOffset AcceptedAt { get; set; }

    /// <summary>Null: it goes on.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Lines that name something, good and bad.</summary>
    public int Lines { get; set; }

    /// <summary>Where the parts of the blob end, as JSON.</summary>
    public byte[] Parts { get; set; } = [];

    /// <summary>The step that is due.</summary>
    public int Step { get; set; }

    /// <summary>When its message is to be seen.</summary>
    public DateTimeOffset Due { get; set; }

    /// <summary>Until then somebody is at it.</summary>
    public DateTimeOffset Until { get; set; }

    /// <summary>The part that comes next.</summary>
    public int Next { get; set; }

    /// <summary>How often all parts have been gone through.</summary>
    public int Pass { get; set; }

    /// <summary>How often in a row the far side was away.</summary>
    public int Waits { get; set; }

    /// <summary>Why it waits; empty: it does not.</summary>
    public string Reason { get; set; } = "";

    [IgnoreDataMember]
    public string Id => PartitionKey;

    /// <summary>Where the job's lines lie.</summary>
    public static string BlobOf(string id) => id;

    public static bool IsId(string id) => id.Length == 32 && id.All(char.IsAsciiHexDigitLower);
}
