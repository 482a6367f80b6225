namespace PushFunctions.Notices;

/// <summary>A callback as its settings say, ready for use.</summary>
public sealed record Callback
{
    public required string Name { get; init; }

    public required Uri Url { get; init; }

    /// <summary>All of them sign.</summary>
    public required IReadOnlyList<byte[]> Keys { get; init; }

    /// <summary>What it is told; empty: all.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>The only app whose pushes it is told of; null: all.</summary>
    public required string? App { get; init; }

    public bool Wants(string what, string app) =>
        (App is null || App == app) && (Events.Count == 0 || Events.Contains(what, StringComparer.Ordinal));
}
