using PushFunctions.Settle;

namespace PushFunctions.Preferences;

/// <summary>What became of a call, and of its further tries.</summary>
/// <param name="Value">The answer; the default when there is none.</param>
/// <param name="Failure">Why it failed; null: it did not, or was not made.</param>
/// <param name="IsMade">False: its time was over before.</param>
public sealed record FarAnswer<T>(T? Value, CallFailure? Failure, bool IsMade)
{
    /// <summary>An earlier try had no answer and may have been taken.</summary>
    public bool IsRepeat { get; init; }

    public bool IsDone => IsMade && Failure is null;

    /// <summary>What it means; of a call that was not made, that another may pass later.</summary>
    public FarFailure Meaning => Failure is null ? FarFailure.Away : FarFailures.Of(Failure);
}
