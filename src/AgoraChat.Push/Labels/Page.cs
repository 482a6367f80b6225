namespace AgoraChat.Push;

/// <summary>A part of a list, and where it goes on.</summary>
public sealed record Page<T>
{
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>What asks for the next page, a text to pass on as it is; null when this is the last.</summary>
    public string? Cursor { get; init; }
}
