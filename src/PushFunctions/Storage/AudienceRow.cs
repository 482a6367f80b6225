using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;

namespace PushFunctions.Storage;

/// <summary>One audience: the version of its list that is in use, and the upload that is being checked.</summary>
public sealed class AudienceRow : ITableEntity
{
    public const string Key = "audience";

    private const string DefaultApp = "default";
    private const string ListPrefix = "audiences/";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = Key;

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string App { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>Names the list in use, and is what clients are given as its ETag; null: there is none yet.</summary>
    public string? Version { get; set; }

    /// <summary>The blob of the list; null: nobody is on it.</summary>
    public string? Blob { get; set; }

    public long BlobBytes { get; set; }

    public int Count { get; set; }

    public int Duplicates { get; set; }

    public int RefusedCount { get; set; }

    /// <summary>JSON list of the first refused lines.</summary>
    public byte[]? Refused { get; set; }

    public DateTimeOffset Changed { get; set; }

    /// <summary>The address that the list in use was uploaded to; null: it was put.</summary>
    public string? FromUpload { get; set; }

    /// <summary>The version that an upload is to become, or could not become; null: no upload was committed.</summary>
    public string? CheckVersion { get; set; }

    /// <summary>The address that it was uploaded to.</summary>
    public string? CheckUpload { get; set; }

    public AudienceCheckState CheckState { get; set; }

    /// <summary>JSON: what is checked, and how far it is.</summary>
    public byte[]? Check { get; set; }

    /// <summary>When the check began.</summary>
    public DateTimeOffset? CheckBegan { get; set; }

    /// <summary>When it last went on.</summary>
    public DateTimeOffset? CheckMoved { get; set; }

    /// <summary>Why the check has failed: the code of a problem, and what to do.</summary>
    public string? CheckCode { get; set; }

    public string? CheckReason { get; set; }

    [IgnoreDataMember]
    public bool IsChecking => CheckVersion is not null && CheckState == AudienceCheckState.Checking;

    /// <summary>The name of the list as a push's row has it.</summary>
    [IgnoreDataMember]
    public string? List => Blob is null ? null : ListPrefix + Blob;

    /// <summary>Partition of an audience: its name and, for all apps but the default one, the app in front.</summary>
    public static string PartitionOf(string app, string name) => app == DefaultApp ? name : $"{app}|{name}";

    /// <summary>What the names of all blobs of a version begin with.</summary>
    public static string FolderOf(string partition, string version) => $"{partition}/{version}";

    /// <summary>The blob's own name, of a name that a push's row has; null: it is no audience's.</summary>
    public static string? NameOfList(string blob) =>
        blob.StartsWith(ListPrefix, StringComparison.Ordinal) ? blob[ListPrefix.Length..] : null;

    /// <summary>Ends the check that is there, whatever has become of it.</summary>
    public void ForgetCheck()
    {
        (CheckVersion, CheckUpload, CheckState, Check) = (null, null, AudienceCheckState.Checking, null);
        (CheckBegan, CheckMoved, CheckCode, CheckReason) = (null, null, null, null);
    }
}
