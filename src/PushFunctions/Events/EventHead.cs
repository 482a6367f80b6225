using PushFunctions.Problems;

namespace PushFunctions.Events;

/// <summary>What is known of an event before its members are read; what is known here, no member changes.</summary>
public sealed record EventHead
{
    /// <summary>An event that says all itself.</summary>
    public static EventHead None { get; } = new();

    public string Source { get; init; } = "";

    public string? Id { get; init; }

    public string? Type { get; init; }

    public string? App { get; init; }

    /// <summary>What was found to be wrong already.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>Where a member of ours lies in what the sender posted.</summary>
    public Func<string, string> Place { get; init; } = path => path;
}
