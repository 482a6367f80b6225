namespace PushFunctions.Storage;

/// <summary>The changes of a label, when they are few enough to be listed.</summary>
public sealed record LabelChanges
{
    /// <summary>Users who are to get the label.</summary>
    public IReadOnlyList<string> Adds { get; init; } = [];

    /// <summary>The time of the <see cref="LabelMemberRow"/> of each of them, in Unix milliseconds.</summary>
    public IReadOnlyList<long> Versions { get; init; } = [];

    /// <summary>Users who are to lose it.</summary>
    public IReadOnlyList<string> Removes { get; init; } = [];

    /// <summary>Users whose refusal is forgotten, since nobody wants them to have it any more.</summary>
    public IReadOnlyList<string> Forgets { get; init; } = [];

    /// <summary>When the rows were read.</summary>
    public DateTimeOffset ReadAt { get; init; }
}
