using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;

namespace PushFunctions.Storage;

/// <summary>
/// One push: what was accepted, how far its dispatcher is, and the counts of all that is settled below the marks.
/// </summary>
public partial class PushRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = LedgerKey.Push;

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    [IgnoreDataMember]
    public string PushId => PartitionKey;

    public string App { get; set; } = "";

    public string Source { get; set; } = "";

    public string EventId { get; set; } = "";

    public string BodyHash { get; set; } = "";

    public string Type { get; set; } = "";

    public PushState State { get; set; }

    public string? Reason { get; set; }

    public DateTimeOffset Created { get; set; }

    public int Targets { get; set; }

    public int Batches { get; set; }

    /// <summary>JSON list of the users of a push of one parcel; else they lie in <see cref="Blob"/>.</summary>
    public byte[]? Users { get; set; }

    /// <summary>Name of the blob with the users, one a line.</summary>
    public string? Blob { get; set; }

    public long BlobBytes { get; set; }

    /// <summary>
    /// JSON of <see cref="MemberSets"/>: its users are looked up, and written to <see cref="Blob"/>, while it is fed;
    /// null: they were known when it was accepted.
    /// </summary>
    public byte[]? Members { get; set; }

    /// <summary>The id from which their looking up goes on; null: all are found.</summary>
    public string? MembersFrom { get; set; }

    /// <summary>JSON list of <see cref="PushGroup"/>; where it is too large, it lies in a blob.</summary>
    public byte[]? Groups { get; set; }

    /// <summary>Name of the blob with the groups.</summary>
    public string? GroupsBlob { get; set; }

    public int Strategy { get; set; }

    /// <summary>When its event wants it to be sent; it may have passed when the event came.</summary>
    public DateTimeOffset? SendAt { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Batches from here on are never fed; null: all are.</summary>
    public int? CutAt { get; set; }

    /// <summary>What became of the users beyond <see cref="CutAt"/>: expired or cancelled.</summary>
    public UserOutcome CutAs { get; set; }

    /// <summary>When it was cancelled; what was in the air then is settled as ever.</summary>
    public DateTimeOffset? CancelledAt { get; set; }

    /// <summary>Its name is, or was, among those that are held.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Its sender waits for the far side's answer, or did.</summary>
    public bool IsAwaited { get; set; }

    /// <summary>JSON of what that sender was told: a repeat is told the same.</summary>
    public byte[]? Answer { get; set; }

    /// <summary>
    /// The push's row under <c>open</c>, deleted at its end; of a scheduled push, there from when its time is near. Its
    /// listing row has the same key. Of a replay, see <see cref="OpenKey"/>.
    /// </summary>
    public string OpenRow { get; set; } = "";

    /// <summary>
    /// The dispatcher's checkpoint: the number of the next step, when it is due, and where it goes on.
    /// </summary>
    public int Step { get; set; }

    public DateTimeOffset StepDue { get; set; }

    public int NextBatch { get; set; }

    public long NextOffset { get; set; }

    /// <summary>A new name for each write of a step, by which it knows its own when the answer was lost.</summary>
    public string? WrittenBy { get; set; }

    /// <summary>When the watchdog last put a message of this push again.</summary>
    public DateTimeOffset? PutAgainAt { get; set; }

    /// <summary>All batches below are settled, none of their users is due, and they are in the counts.</summary>
    public int Mark { get; set; }

    /// <summary>Retry parcels planned so far.</summary>
    public int RetryNo { get; set; }

    /// <summary>All retry parcels below are settled and in the counts; users of theirs may be due again.</summary>
    public int RetryMark { get; set; }

    /// <summary>Users of retry parcels below the mark who are due and in no other retry parcel yet.</summary>
    public int Retrying { get; set; }

    /// <summary>When the last of these was due, at most.</summary>
    public DateTimeOffset? RetryingUntil { get; set; }

    /// <summary>
    /// Since when nothing of it could be sent, once that is long: it is shown as stalled, and goes on trying.
    /// </summary>
    public DateTimeOffset? ThrottledSince { get; set; }

    /// <summary>When those whom no step had fed were given up; it names their dead letter.</summary>
    public DateTimeOffset? GivenUpAt { get; set; }

    /// <summary>When a call of the parcels below the marks was last taken.</summary>
    public DateTimeOffset? LastTakenAt { get; set; }

    /// <summary>How often it was replayed.</summary>
    public int Round { get; set; }

    /// <summary>JSON of <see cref="ReplayFilter"/>: whom its latest replay is of.</summary>
    public byte[]? Replay { get; set; }

    /// <summary>How many users that were when it began.</summary>
    public int ReplayUsers { get; set; }

    /// <summary>
    /// The parcel's row from which that replay goes on; null: all whom it is of are in retry parcels.
    /// </summary>
    public string? ReplayFrom { get; set; }

    /// <summary>When its event wanted it to end, where a replay has put another moment in its place.</summary>
    public DateTimeOffset? FirstExpiresAt { get; set; }

    public int Accepted { get; set; }

    public int Failed { get; set; }

    public int Dead { get; set; }

    public int Expired { get; set; }

    public int Cancelled { get; set; }

    public int Unknown { get; set; }

    /// <summary>Users whom a parcel below the marks has handed to a retry parcel.</summary>
    public int HandedOn { get; set; }

    /// <summary>Users of the retry parcels below the mark.</summary>
    public int Retried { get; set; }

    public int PossiblyTwice { get; set; }

    public int Calls { get; set; }

    public byte[]? Timeline { get; set; }

    /// <summary>
    /// The request that it came from, or was last replayed by, as a trace knows it: what the watchdog puts belongs to
    /// that trace, too.
    /// </summary>
    public string? TraceParent { get; set; }

    /// <summary>Since when it is being removed; it is there for nobody but repeats of its event.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    /// <summary>Whether callbacks know that it is stalled.</summary>
    public bool IsStallTold { get; set; }

    /// <summary>How often it was stalled before, as far as callbacks know.</summary>
    public int StallsOver { get; set; }
}
