using PushFunctions.Storage;

namespace PushFunctions.Replay;

/// <summary>What is asked of a push that has ended.</summary>
/// <param name="Filter">Who is to be sent to again.</param>
/// <param name="ExpiresAt">When the push is to expire from now on; null: as before.</param>
public sealed record ReplayRequest(ReplayFilter Filter, DateTimeOffset? ExpiresAt = null)
{
    /// <summary>Those who were given up.</summary>
    public static ReplayRequest OfDead { get; } = new(new ReplayFilter { Ends = [ReplayEnd.Dead] });

    /// <summary>Those who are dead letters.</summary>
    public static ReplayRequest OfDeadLetters { get; } = new(ReplayFilter.OfDeadLetters);
}
