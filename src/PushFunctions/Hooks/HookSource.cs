using PushFunctions.Events;

namespace PushFunctions.Hooks;

/// <summary>A source as its settings say, ready for use.</summary>
public sealed record HookSource
{
    public required string Name { get; init; }

    /// <summary>How it signs; null: it does not.</summary>
    public required SignatureScheme? Scheme { get; init; }

    public required IReadOnlyList<byte[]> Keys { get; init; }

    /// <summary>The types that it may send; empty: all.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    public required string App { get; init; }

    public required int MaxBodyBytes { get; init; }

    /// <summary>The origins that may ask for leave to post; empty: all.</summary>
    public required IReadOnlyList<string> Origins { get; init; }

    /// <summary>How its bodies are read, where they are not ours.</summary>
    public required ForeignForm? Form { get; init; }

    /// <summary>Whether it may send events of a type.</summary>
    /// <param name="isInHeader">A type that no signature covers must be named in the settings.</param>
    public bool Allows(string type, bool isInHeader) =>
        Types.Contains(type, StringComparer.Ordinal) || (Types.Count == 0 && (Scheme is null || !isInHeader));
}
