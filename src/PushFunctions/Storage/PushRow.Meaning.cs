using System.Runtime.Serialization;
using System.Text.Json;

namespace PushFunctions.Storage;

/// <summary>What a push's columns say together, and how they change together.</summary>
public partial class PushRow
{
    private const int MaxTimeline = 50;

    /// <summary>
    /// The key of its row under <c>open</c>. Each round has its own: who still ends the one before would delete it.
    /// </summary>
    [IgnoreDataMember]
    public string OpenKey => Round == 0 ? OpenRow : $"{OpenRow}|{Round}";

    /// <summary>Users whom its replay is of may still be in no retry parcel.</summary>
    [IgnoreDataMember]
    public bool IsReplaying => ReplayFrom is not null;

    /// <summary>A push of one parcel: its ledger row lies beside it and one transaction ends both.</summary>
    [IgnoreDataMember]
    public bool IsSingle => Blob is null && !IsTask;

    [IgnoreDataMember]
    public bool HasEnded => State is PushState.Finished or PushState.Cancelled;

    /// <summary>When it ended, the last time; null: it has not.</summary>
    [IgnoreDataMember]
    public DateTimeOffset? EndedAt => !HasEnded ? null : ReadTimeline() is [.., var last] ? last.At : Created;

    /// <summary>Its steps end and its parcels rest, until somebody resumes it.</summary>
    [IgnoreDataMember]
    public bool Rests => State is PushState.Paused or PushState.Stalled;

    /// <summary>What clients see: a push that is being cancelled is cancelled.</summary>
    [IgnoreDataMember]
    public PushState ShownState => CancelledAt is not null ? PushState.Cancelled
        : ThrottledSince is not null && State is PushState.Waiting or PushState.Sending ? PushState.Stalled
        : State;

    /// <summary>The moment before which nobody is called; null: none, or nobody is called any more.</summary>
    [IgnoreDataMember]
    public DateTimeOffset? NotBefore => CancelledAt is null && SendAt > Created ? SendAt : null;

    /// <summary>When its first message is to be seen.</summary>
    [IgnoreDataMember]
    public DateTimeOffset Begins => SendAt is { } time && time > Created ? time : Created;

    /// <summary>
    /// Its time was far when it was accepted: it has a row in <c>PushSchedule</c> until the watchdog opens it.
    /// </summary>
    [IgnoreDataMember]
    public bool IsScheduled => Begins - Created > SendTimes.Ahead;

    /// <summary>The first batch that is not to be fed.</summary>
    [IgnoreDataMember]
    public int End => CutAt ?? Batches;

    /// <summary>Its list grows: there may be more users than those that are counted.</summary>
    [IgnoreDataMember]
    public bool IsExpanding => MembersFrom is not null && CutAt is null;

    [IgnoreDataMember]
    public bool IsFed => !IsExpanding && NextBatch >= End;

    public bool IsExpired(DateTimeOffset now) => now >= ExpiresAt;

    public MemberSets ReadMembers() => JsonSerializer.Deserialize(Members, StorageJson.Relaxed.MemberSets)!;

    /// <summary>Counts further users of a list that grows.</summary>
    /// <param name="from">The id from which their looking up goes on; null: all are found.</param>
    public void AddMembers(int users, long bytes, string? from)
    {
        (Targets, BlobBytes, MembersFrom) = (Targets + users, BlobBytes + bytes, from);
        CountBatches(isWhole: !IsExpanding);
    }

    /// <summary>Counts the batches of a list that grows. None ever changes: the last waits until it is full.</summary>
    /// <param name="isWhole">Whether nobody is to come.</param>
    public void CountBatches(bool isWhole)
    {
        if (Members is null) return;
        Batches = (Targets + (isWhole ? PushBatch.MaxUsers - 1 : 0)) / PushBatch.MaxUsers;
    }

    public void WriteReplay(ReplayFilter filter) =>
        Replay = JsonSerializer.SerializeToUtf8Bytes(filter, StorageJson.Relaxed.ReplayFilter);

    /// <summary>Whether its latest replay is of these.</summary>
    public bool IsReplayOf(ReplayFilter filter) => Replay is { } latest
        && latest.AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(filter, StorageJson.Relaxed.ReplayFilter));

    public ReplayFilter ReadReplay() => JsonSerializer.Deserialize(Replay, StorageJson.Relaxed.ReplayFilter)!;

    /// <summary>The groups in this row; <see cref="GroupLists"/> reads them wherever they lie.</summary>
    public IReadOnlyList<PushGroup> ReadGroups() =>
        JsonSerializer.Deserialize(Groups, StorageJson.Relaxed.IReadOnlyListPushGroup)!;

    public IReadOnlyList<string> ReadUsers() =>
        JsonSerializer.Deserialize(Users, StorageJson.Relaxed.IReadOnlyListString)!;

    public IReadOnlyList<TimelineEntry> ReadTimeline() =>
        Timeline is null ? [] : JsonSerializer.Deserialize(Timeline, StorageJson.Relaxed.IReadOnlyListTimelineEntry)!;

    /// <summary>Nothing could be sent for so long that its users are given up.</summary>
    public bool IsGivenUp(DateTimeOffset now, TimeSpan after) => now >= ThrottledSince + after;

    /// <summary>When one of its calls was last taken.</summary>
    /// <param name="aboveMarks">Its ledger rows above its marks.</param>
    public DateTimeOffset? LastTakenOf(IEnumerable<ParcelRow> aboveMarks) =>
        aboveMarks.Select(row => row.TakenAt).Append(LastTakenAt).Max();

    /// <summary>Stops it until somebody resumes it.</summary>
    /// <param name="why">What is to be mended.</param>
    public void Stall(DateTimeOffset now, string why)
    {
        (State, Reason, IsHeld, ThrottledSince) = (PushState.Stalled, why, true, null);
        Note(now, "stalled");
    }

    /// <summary>Shows it as stalled while it goes on trying.</summary>
    public void BeginThrottled(DateTimeOffset now, DateTimeOffset since)
    {
        (ThrottledSince, Reason) = (since, UserEntry.ReasonOfThrottled(since));
        Note(now, "stalled");
    }

    /// <summary>Something could be sent again, or somebody has resumed it.</summary>
    public void EndThrottled(DateTimeOffset now)
    {
        (ThrottledSince, Reason) = (null, null);
        Note(now, "sending");
    }

    /// <summary>Adds an entry and keeps the last 50.</summary>
    public void Note(DateTimeOffset at, string what)
    {
        IReadOnlyList<TimelineEntry> entries = [.. ReadTimeline().TakeLast(MaxTimeline - 1), new(at, what)];
        Timeline = JsonSerializer.SerializeToUtf8Bytes(entries, StorageJson.Relaxed.IReadOnlyListTimelineEntry);
    }
}
