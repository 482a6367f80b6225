using AgoraChat.Push;
using PushFunctions.Settle;

namespace PushFunctions.Labels;

/// <summary>Why a run ended before its time, and what to do. Pure.</summary>
public static class LabelProblems
{
    public static StepEnd.Failed OutOfOrder { get; } = new(
        "The rows of the label did not come in the order of their keys; nothing was changed by them. The next sync "
        + "tries again.",
        "the rows did not come in the order of their keys",
        IsUnsure: false);

    public static StepEnd.Failed Of(CallFailure failure) =>
        new(
            $"{failure.Description.TrimEnd('.')}. {Advice(failure.Kind)}", LoggedAnswer.Of(failure),
            failure.MayHaveBeenSent);

    /// <summary>Why the far side's list could not be had.</summary>
    /// <param name="failure">Of the call; null: the time was over.</param>
    public static string NotListed(CallFailure? failure) => failure is null
        ? "The push service's list did not come in time. Try again later."
        : Of(failure).Reason;

    private static string Advice(AgoraChatErrorKind kind) => kind switch
    {
        AgoraChatErrorKind.Unauthorized => "Mend the app's credentials in the settings; the next sync goes on.",
        AgoraChatErrorKind.QuotaExhausted => "The plan is used up; a sync goes on when it is renewed or larger.",
        AgoraChatErrorKind.TaskLimit =>
            "The push service takes no more labels, or no more members of this one. Remove some, or have its limits "
            + "raised; the next sync goes on.",
        AgoraChatErrorKind.Unavailable or AgoraChatErrorKind.Unknown => "The next sync goes on.",
        _ => "The next sync tries again.",
    };
}
