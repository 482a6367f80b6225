using PushFunctions.Problems;

namespace PushFunctions.Replay;

/// <summary>What came of a replay.</summary>
public abstract record ReplayResult
{
    private ReplayResult()
    {
    }

    /// <summary>Nobody has such an id.</summary>
    public sealed record Unknown : ReplayResult;

    /// <summary>The push is left as it was.</summary>
    public sealed record Refused(Problem Problem) : ReplayResult;

    /// <summary>So many users are sent to again or, when it was only counted, would be.</summary>
    /// <param name="Users">Null: it is sent to labels or to everyone, whom nobody here counts.</param>
    /// <param name="Round">The round of the push that has begun; null: none has.</param>
    public sealed record Found(int? Users, int? Round) : ReplayResult;
}
