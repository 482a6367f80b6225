using PushFunctions.Settle;

namespace PushFunctions.Labels;

/// <summary>What became of a call about labels.</summary>
public abstract record LabelAnswer<T>
{
    private LabelAnswer()
    {
    }

    /// <summary>It was answered.</summary>
    public sealed record Done(T Value) : LabelAnswer<T>;

    /// <summary>It failed as a whole.</summary>
    public sealed record Failed(CallFailure Failure) : LabelAnswer<T>;

    /// <summary>It was not made: the step's time is over, or what it says is not known well enough any more.</summary>
    public sealed record NotMade : LabelAnswer<T>;
}
