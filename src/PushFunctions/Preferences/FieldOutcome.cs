using PushFunctions.Settle;

namespace PushFunctions.Preferences;

/// <summary>What became of one field.</summary>
/// <param name="State">In one word.</param>
/// <param name="Meaning">Why it was not set, as far as it decides what to do; null: it was.</param>
/// <param name="Failure">What was said; null: nothing.</param>
public sealed record FieldOutcome(string State, FarFailure? Meaning, CallFailure? Failure)
{
    public const string AppliedState = "applied";
    public const string FailedState = "failed";

    /// <summary>The call may have been taken, and no answer came.</summary>
    public const string UnknownState = "unknown";

    public static FieldOutcome Applied { get; } = new(AppliedState, Meaning: null, Failure: null);

    /// <summary>There was no room for its call.</summary>
    public static FieldOutcome NotMade { get; } = new(FailedState, FarFailure.Away, Failure: null);

    /// <summary>Of a call that failed, or was not made.</summary>
    public static FieldOutcome Of<T>(FarAnswer<T> answer) => answer.IsDone
        ? Applied
        : new(
            IsUnknown(answer) ? UnknownState : FailedState, answer.Meaning, answer.Failure);

    /// <summary>An answer that never came may be that of an earlier try; a refusal tells of all of them.</summary>
    private static bool IsUnknown<T>(FarAnswer<T> answer) =>
        answer.Failure is { MayHaveBeenSent: true } || (answer.IsRepeat && answer.Meaning == FarFailure.Away);

    /// <summary>For people.</summary>
    public string Reason => (Meaning, Failure) switch
    {
        (FarFailure.UnknownUser, _) => "The push service has no such user.",
        (FarFailure.NotEnabled, _) => "The app has not the advanced push features, which this needs.",
        (_, null) => "No call was made in time.",
        (_, { } failure) => $"The push service said: {failure.Description.TrimEnd('.')}.",
    };
}
