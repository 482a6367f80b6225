using AgoraChat.Push;

namespace PushFunctions.Settle;

/// <summary>What became of one call. A failure we expect is a value; an exception is a bug.</summary>
public abstract record CallOutcome
{
    private CallOutcome()
    {
    }

    /// <summary>Whether the user at this position may have been told although it is not known.</summary>
    public bool MayHaveReached(int position) => this switch
    {
        Answered answered => answered.Users[position].Status == PushStatus.Missing,
        Failed failed => failed.MayHaveBeenSent,
        _ => false,
    };

    /// <summary>The far side answered for each user, in the order of the call.</summary>
    public sealed record Answered(IReadOnlyList<UserPushResult> Users) : CallOutcome;

    /// <summary>Too fast. Nothing was sent; the try does not count.</summary>
    public sealed record Throttled(TimeSpan? RetryAfter) : CallOutcome;

    /// <summary>The token was not taken; the next attempt makes a new one.</summary>
    public sealed record Unauthorized(string Description) : CallOutcome;

    /// <summary>The call failed as a whole.</summary>
    /// <param name="Kind">The far side's kind of failure.</param>
    /// <param name="Description">What it said, for people.</param>
    /// <param name="MayHaveBeenSent">False only when surely nothing was taken.</param>
    public sealed record Failed(AgoraChatErrorKind Kind, string Description, bool MayHaveBeenSent) : CallOutcome;
}
