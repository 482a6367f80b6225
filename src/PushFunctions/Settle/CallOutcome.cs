using AgoraChat.Push;

namespace PushFunctions.Settle;

/// <summary>What became of one call. A failure we expect is a value; an exception is a bug.</summary>
public abstract record CallOutcome
{
    private CallOutcome()
    {
    }

    /// <summary>The far side answered for each user, in the order of the call.</summary>
    public sealed record Answered(IReadOnlyList<UserPushResult> Users) : CallOutcome;

    /// <summary>Too fast. Nothing was sent; the try does not count.</summary>
    public sealed record Throttled(TimeSpan? RetryAfter) : CallOutcome;

    /// <summary>The call failed as a whole.</summary>
    /// <param name="Failure">How.</param>
    /// <param name="Verdict">What it means by the table of outcomes; never accepted or throttled.</param>
    public sealed record Failed(CallFailure Failure, Verdict Verdict) : CallOutcome
    {
        /// <summary>The token was not taken; the next attempt makes a new one.</summary>
        public bool IsUnauthorized => Failure.Kind == AgoraChatErrorKind.Unauthorized;
    }
}
