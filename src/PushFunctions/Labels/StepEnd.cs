using PushFunctions.Storage;

namespace PushFunctions.Labels;

/// <summary>How a step of a run ended.</summary>
public abstract record StepEnd
{
    private StepEnd()
    {
    }

    /// <summary>All changes are made.</summary>
    /// <param name="Counts">What was counted of all users.</param>
    /// <param name="Skipped">Users who are left to the next run.</param>
    public sealed record Done(LabelCounts Counts, int Skipped) : StepEnd;

    /// <summary>Some are left for a next step.</summary>
    public sealed record GoOn(LabelStep Next) : StepEnd;

    /// <summary>The run ends here; the next one goes on.</summary>
    /// <param name="Reason">Why, for people.</param>
    /// <param name="Logged">The same without words that may name a user.</param>
    /// <param name="IsUnsure">Calls may have been taken of which nothing is written down.</param>
    public sealed record Failed(string Reason, string Logged, bool IsUnsure) : StepEnd;

    /// <summary>The far side has the label no more, whatever was known.</summary>
    public sealed record Lost : StepEnd;

    /// <summary>The label is gone on both sides, and its row as well.</summary>
    public sealed record Removed : StepEnd;
}
