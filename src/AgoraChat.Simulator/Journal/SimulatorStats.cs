namespace AgoraChat.Simulator;

/// <summary>What happened since the last reset.</summary>
/// <param name="Calls">By endpoint.</param>
/// <param name="UsersSent">Pushes taken, counted by user.</param>
/// <param name="DistinctUsers">Users who were sent at least one push.</param>
/// <param name="UsersSentTwice">Users who were sent more than one push.</param>
/// <param name="Groups">By limit group; <c>total</c> is all calls.</param>
public sealed record SimulatorStats(
    IReadOnlyDictionary<string, EndpointStats> Calls,
    long UsersSent,
    int DistinctUsers,
    int UsersSentTwice,
    IReadOnlyDictionary<string, EndpointStats> Groups);

/// <summary>The calls of an endpoint or a group.</summary>
/// <remarks>Total = ok + throttled + unauthorized + failed + unanswered + those still running.</remarks>
public sealed record EndpointStats
{
    /// <summary>All calls, also those that were refused.</summary>
    public required long Total { get; init; }

    /// <summary>Answered with 200.</summary>
    public required long Ok { get; init; }

    /// <summary>Answered with 429.</summary>
    public required long Throttled { get; init; }

    /// <summary>Answered with 401.</summary>
    public required long Unauthorized { get; init; }

    /// <summary>Answered with any other status.</summary>
    public required long Failed { get; init; }

    /// <summary>Cut off without an answer.</summary>
    public required long Unanswered { get; init; }

    /// <summary>The most calls with a good token that arrived in any 60 seconds, whatever they were answered.</summary>
    public required int MaxInRolling60s { get; init; }

    /// <summary>The most of them in any second.</summary>
    public required int MaxInRollingSecond { get; init; }
}
