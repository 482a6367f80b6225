using System.Text.Json.Serialization;

namespace PushFunctions.Storage;

/// <summary>A message on <c>label-changes</c>: one step that has to do with a label.</summary>
public sealed record LabelStep
{
    public const int CurrentVersion = 1;

    /// <summary>Most bytes of the JSON; base64 makes 64 KB of it.</summary>
    public const int MaxBytes = 48 * 1024;

    /// <summary>Bytes of what a run adds to a step: its id, the row's version, the label's description.</summary>
    public const int HeadBytes = 2 * 1024;

    [JsonPropertyName("v")]
    public int Version { get; init; } = CurrentVersion;

    public required LabelStepKind Kind { get; init; }

    public required string App { get; init; }

    public required string Label { get; init; }

    /// <summary>
    /// As the label's row names who holds it when the step is put: one that follows another is over. Null: it begins a
    /// run.
    /// </summary>
    public string? Run { get; init; }

    /// <summary>The label's row as the run last wrote it: it is written again without being read.</summary>
    public string? ETag { get; init; }

    /// <summary>What to change; null: it is found by reading the label's rows.</summary>
    public LabelChanges? Changes { get; init; }

    /// <summary>The user at whom reading goes on; null: from the beginning.</summary>
    public string? From { get; init; }

    /// <summary>Some additions wait until all removals are made: the label would have been too large.</summary>
    public bool HasPostponed { get; init; }

    /// <summary>All rows are read once more, for what was postponed.</summary>
    public bool IsSecondPass { get; init; }

    /// <summary>What was counted of the users before.</summary>
    public LabelCounts Counts { get; init; } = new();

    /// <summary>Users who have the label at the far side now, as far as is known.</summary>
    public int Applied { get; init; }

    /// <summary>Whether the far side has the label.</summary>
    public bool IsThere { get; init; }

    /// <summary>What the far side has is to be looked at first: an earlier run or step has died.</summary>
    public bool IsUnsure { get; init; }

    /// <summary>The label is gone at the far side: what is known of its members is forgotten first.</summary>
    public bool IsLost { get; init; }

    /// <summary>How often the label was gone at the far side while its members were changed.</summary>
    public int Losses { get; init; }

    /// <summary>What the far side is told when the label is created.</summary>
    public string? Description { get; init; }

    /// <summary>Since when the label is to go; null: it is not.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Of a reconcile: how the far side spells the label; null: it has none.</summary>
    public string? FarName { get; init; }

    /// <summary>Of a reconcile: which one it is.</summary>
    public string? Reconcile { get; init; }

    /// <summary>Of a reconcile: nothing is repaired.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>How often it found the label held.</summary>
    public int Waits { get; init; }

    public string? TraceParent { get; init; }

    public int PutBack { get; init; }
}
