namespace AgoraChat.Simulator;

/// <summary>One call as it came, with what it was answered.</summary>
public sealed record SimulatedCall
{
    public required DateTimeOffset At { get; init; }

    public required string Endpoint { get; init; }

    /// <summary>The path as it was called, base included.</summary>
    public required string Path { get; init; }

    /// <summary>The users named; empty when the call was refused before its body was read.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>The answer's status; null when no answer was given.</summary>
    public int? Status { get; init; }

    /// <summary>The bearer token as it came; null when there was none.</summary>
    public string? Token { get; init; }
}
