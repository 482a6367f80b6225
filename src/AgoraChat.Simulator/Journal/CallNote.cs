namespace AgoraChat.Simulator;

/// <summary>A call in a few words, so that very many can be remembered and read while they come.</summary>
public sealed record CallNote
{
    /// <summary>Counted from 1, in the order of the answers, without a gap.</summary>
    public required long No { get; init; }

    /// <summary>When the call came.</summary>
    public required DateTimeOffset At { get; init; }

    public required string Endpoint { get; init; }

    /// <summary>The answer's status; null when no answer was given.</summary>
    public int? Status { get; init; }

    /// <summary>How many users it named.</summary>
    public int Users { get; init; }

    /// <summary>The first of them; null when it named none, or was refused before its body was read.</summary>
    public string? First { get; init; }
}
