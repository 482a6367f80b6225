using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;

namespace PushFunctions.Storage;

/// <summary>What the far side was told of a user and a label, and what it said.</summary>
public sealed class LabelAppliedRow : ITableEntity
{
    /// <summary>As <see cref="LabelPartition"/> names it.</summary>
    public string PartitionKey { get; set; } = "";

    /// <summary>The user.</summary>
    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    /// <summary>Whether the user has the label there.</summary>
    public bool IsMember { get; set; }

    /// <summary>Why the last change was refused: an addition, or of a member the removal; null: it was not.</summary>
    public string? Refused { get; set; }

    /// <summary>When it was refused; a day later it is tried again.</summary>
    public DateTimeOffset? RefusedAt { get; set; }

    /// <summary>
    /// The time of the <see cref="LabelMemberRow"/> that was refused, in Unix milliseconds: one with another is a
    /// change, and tried at once.
    /// </summary>
    public long? RefusedVersion { get; set; }

    [IgnoreDataMember]
    public bool IsRefused => Refused is not null;
}
