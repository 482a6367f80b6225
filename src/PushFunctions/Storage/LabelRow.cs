using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;

namespace PushFunctions.Storage;

/// <summary>One label of an app: what is wanted, and how far the far side follows.</summary>
public sealed class LabelRow : ITableEntity
{
    /// <summary>The app.</summary>
    public string PartitionKey { get; set; } = "";

    /// <summary>The label, lower-case.</summary>
    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    /// <summary>What the far side is told when the label is created there; it cannot be changed there later.</summary>
    public string? Description { get; set; }

    /// <summary>
    /// Since when the label is wanted, with or without members; null: nobody put it and nobody has it, the row only
    /// tells of a conflict.
    /// </summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>
    /// Since when the label is to go, with all members that were put before; the row stays until the far side has none.
    /// </summary>
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>Since it was deleted it was put again: the row stays, and is that of a new label.</summary>
    public bool IsPutAgain { get; set; }

    /// <summary>Whether the far side is known to have the label.</summary>
    public bool IsThere { get; set; }

    /// <summary>The step of a run that changes the far side now, each by another name; empty: none does.</summary>
    public string? RunId { get; set; }

    /// <summary>When another run may begin although that one has not ended.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>
    /// A run has begun and not ended well: calls may have been taken of which nothing was written down. The next run
    /// looks first what the far side has.
    /// </summary>
    public bool IsUnsure { get; set; }

    /// <summary>The message of the step that was begun last; one that comes again has died before.</summary>
    public string? StepBegun { get; set; }

    /// <summary>When somebody last asked for a sync; it is held against <see cref="SyncBegunAt"/>.</summary>
    public DateTimeOffset? SyncAskedAt { get; set; }

    /// <summary>When a message was last put for that; it is seen some seconds later.</summary>
    public DateTimeOffset? SyncPutAt { get; set; }

    /// <summary>When the last run began.</summary>
    public DateTimeOffset? SyncBegunAt { get; set; }

    /// <summary>When the last run ended that made all its changes; a sync without changes writes nothing.</summary>
    public DateTimeOffset? SyncedAt { get; set; }

    /// <summary>Users who are to have the label, when a sync last counted.</summary>
    public int DesiredCount { get; set; }

    /// <summary>Users who have it at the far side, as far as is known.</summary>
    public int AppliedCount { get; set; }

    /// <summary>Changes that are still to be made, when a sync last counted.</summary>
    public int PendingCount { get; set; }

    /// <summary>Users whose change the far side refuses; <see cref="LabelAppliedRow.Refused"/> tells why.</summary>
    public int RefusedCount { get; set; }

    /// <summary>Users beyond the most that a label may have, the last ones by name, who are not synced.</summary>
    public int OverLimit { get; set; }

    /// <summary>Whether the app has more labels than it may have, and this is one of the last, not synced.</summary>
    public bool IsOverLabelLimit { get; set; }

    /// <summary>
    /// Another spelling of the name under which there are members in <c>LabelMembers</c>; they are not synced.
    /// Empty: there is none.
    /// </summary>
    public string? NameConflict { get; set; }

    /// <summary>Rows of <c>LabelMembers</c> that name nobody who could be a user.</summary>
    public int BadKeyCount { get; set; }

    /// <summary>JSON list of the first of them.</summary>
    public byte[]? BadKeys { get; set; }

    /// <summary>Why the last run ended before all was done; empty: it did not. The next one goes on.</summary>
    public string? Problem { get; set; }

    public DateTimeOffset? ProblemAt { get; set; }

    /// <summary>When the last reconcile ended that looked at this label.</summary>
    public DateTimeOffset? ReconciledAt { get; set; }

    /// <summary>Users of whom the far side had it otherwise than was known, in that reconcile.</summary>
    public int DriftFound { get; set; }

    /// <summary>Those of them that it noted for the next sync; the others had changed meanwhile.</summary>
    public int DriftRepaired { get; set; }

    /// <summary>The reconcile that last looked at this label, or tried to.</summary>
    public string? Reconcile { get; set; }

    /// <summary>Whether it was only to count.</summary>
    public bool IsReconcileDry { get; set; }

    /// <summary>Why it could not compare this label; empty: it did.</summary>
    public string? ReconcileProblem { get; set; }

    [IgnoreDataMember]
    public bool IsDeleted => DeletedAt is not null;

    [IgnoreDataMember]
    public LabelPartition Partition => new(PartitionKey, RowKey);

    /// <summary>Whether a run holds the label.</summary>
    public bool IsHeld(DateTimeOffset now) => RunId is { Length: > 0 } && LeaseUntil > now;
}
