using PushFunctions.Storage;

namespace PushFunctions.Replay;

/// <summary>What is asked of a push that has ended.</summary>
/// <param name="Filter">Who is to be sent to again.</param>
/// <param name="ExpiresAt">When the push is to expire from now on; null: as before.</param>
/// <param name="Round">
/// The round that this is to begin, so that a repeat of the request begins no other; null: the next, whichever it is.
/// </param>
public sealed record ReplayRequest(ReplayFilter Filter, DateTimeOffset? ExpiresAt = null, int? Round = null)
{
    /// <summary>Those who were given up.</summary>
    public static ReplayRequest OfDead { get; } = new(new ReplayFilter { Ends = [ReplayEnd.Dead] });

    /// <summary>Those who are dead letters.</summary>
    public static ReplayRequest OfDeadLetters { get; } = new(ReplayFilter.OfDeadLetters);
}
