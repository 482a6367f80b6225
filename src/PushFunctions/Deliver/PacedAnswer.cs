using PushFunctions.Settle;

namespace PushFunctions.Deliver;

/// <summary>What became of a paced call.</summary>
public abstract record PacedAnswer<T>
{
    private PacedAnswer()
    {
    }

    /// <summary>It was answered.</summary>
    public sealed record Done(T Value) : PacedAnswer<T>;

    /// <summary>It failed as a whole.</summary>
    public sealed record Failed(CallFailure Failure) : PacedAnswer<T>;

    /// <summary>It was not made: its time is over, or what it says is not known well enough any more.</summary>
    public sealed record NotMade : PacedAnswer<T>;
}
