using AgoraChat.Push;
using PushFunctions.Settle;

namespace PushFunctions.Deliver;

/// <summary>Why a push is stalled, and what to do. Pure.</summary>
public static class StallReasons
{
    public static string Of(string app, CallFailure failure) => failure.Kind switch
    {
        _ when failure.Error == CallFailure.AppNotConfigured =>
            $"{failure.Description} Put the settings Agora__Apps__{app}__… back, restart, then resume the push.",
        AgoraChatErrorKind.Unauthorized =>
            $"The push service refuses the credentials of app '{app}': {Said(failure)} "
            + $"Mend the settings Agora__Apps__{app}__…, then resume the push.",
        AgoraChatErrorKind.QuotaExhausted =>
            $"The plan of app '{app}' is used up: {Said(failure)} Resume the push when it is renewed or larger.",
        AgoraChatErrorKind.NotFound =>
            $"The push service does not know the app '{app}': {Said(failure)} "
            + $"Mend BaseUrl, OrgName and AppName, or AppId, under Agora__Apps__{app}, then resume the push.",
        _ =>
            $"The push service refuses all calls of app '{app}': {Said(failure)} "
            + "See that the app may send pushes, then resume the push.",
    };

    /// <summary>Callbacks are told it as well: the push service's own sentence may name a user.</summary>
    private static string Said(CallFailure failure) => $"{LoggedAnswer.Of(failure)}.";
}
