using System.Runtime.Serialization;
using System.Text.Json;

namespace PushFunctions.Storage;

/// <summary>
/// Of a push to labels or to everyone, which is one call, whose answer is the number of a task. It has no users, no
/// batches and no ledger: its row is the claim of the call as well.
/// </summary>
public partial class PushRow
{
    /// <summary>One of <see cref="Storage.TaskTo"/>; null: the push is to users.</summary>
    public string? TaskTo { get; set; }

    /// <summary>JSON list of the labels.</summary>
    public byte[]? Labels { get; set; }

    /// <summary>Whether it waits for a day that has a place, when its day has none.</summary>
    public bool? WaitsForDay { get; set; }

    /// <summary>
    /// The name of the call that was announced, and may have been made. Until its answer is known nobody makes another.
    /// </summary>
    public string? CallBy { get; set; }

    /// <summary>When that answer must have come.</summary>
    public DateTimeOffset? CallUntil { get; set; }

    /// <summary>Tries of this round that failed and were surely not taken.</summary>
    public int? Tries { get; set; }

    /// <summary>Refusals in a row as too fast, or for want of a place.</summary>
    public int? Refusals { get; set; }

    /// <summary>When the first of them came.</summary>
    public DateTimeOffset? RefusedSince { get; set; }

    /// <summary>When the last of them came.</summary>
    public DateTimeOffset? RefusedAt { get; set; }

    /// <summary>The last call was refused for its token; the next one has a new one.</summary>
    public bool? IsTokenRefused { get; set; }

    /// <summary>JSON list of <see cref="TaskEntry"/>, one for each round that has come to something.</summary>
    public byte[]? TaskList { get; set; }

    /// <summary>When it became a dead letter; null: it is none.</summary>
    public DateTimeOffset? LetterAt { get; set; }

    [IgnoreDataMember]
    public bool IsTask => TaskTo is not null;

    /// <summary>By this name its round has a place of the day and one among the tasks.</summary>
    [IgnoreDataMember]
    public string TaskHolder => Round == 0 ? PushId : $"{PushId}-{Round}";

    /// <summary>It rests since nobody knows whether its call was taken.</summary>
    [IgnoreDataMember]
    public bool IsCallUnknown => CallBy is not null && State == PushState.Stalled;

    public IReadOnlyList<string> ReadLabels() =>
        Labels is null ? [] : JsonSerializer.Deserialize(Labels, StorageJson.Relaxed.IReadOnlyListString)!;

    public IReadOnlyList<TaskEntry> ReadTasks() =>
        TaskList is null ? [] : JsonSerializer.Deserialize(TaskList, StorageJson.Relaxed.IReadOnlyListTaskEntry)!;

    /// <summary>Notes what came of this round, in the place of what was said of it before.</summary>
    public void NoteTask(string? taskId, DateTimeOffset at, UserOutcome outcome, string? description)
    {
        var entry = new TaskEntry(taskId, Storage.TaskTo.EndpointOf(TaskTo!), at, Round, outcome, description);
        IReadOnlyList<TaskEntry> entries =
            [.. ReadTasks().Where(one => one.Round != Round).TakeLast(MaxTimeline - 1), entry];
        TaskList = JsonSerializer.SerializeToUtf8Bytes(entries, StorageJson.Relaxed.IReadOnlyListTaskEntry);
    }
}
