using AgoraChat.Push;
using PushFunctions.Settle;

namespace PushFunctions.Tasks;

/// <summary>What became of the call of a push to labels or to everyone.</summary>
public abstract record TaskOutcome
{
    private TaskOutcome()
    {
    }

    /// <summary>The far side has made a task of it.</summary>
    public sealed record Taken(long TaskId) : TaskOutcome;

    /// <summary>Too fast: nothing was sent, and no try is counted.</summary>
    public sealed record Throttled : TaskOutcome;

    /// <summary>As many tasks run as may; no try is counted either.</summary>
    public sealed record Busy(CallFailure Failure) : TaskOutcome;

    /// <summary>It failed otherwise.</summary>
    /// <param name="Verdict">What that means; unknown, wherever it may have been taken.</param>
    public sealed record Failed(CallFailure Failure, Verdict Verdict) : TaskOutcome
    {
        /// <summary>The token was not taken; the next attempt makes a new one.</summary>
        public bool IsUnauthorized => Failure.Kind == AgoraChatErrorKind.Unauthorized;
    }
}
