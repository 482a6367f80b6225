using AgoraChat.Push;

namespace PushFunctions.Settle;

/// <summary>
/// What holds where no setting says otherwise; of several rules that cover an answer the first decides. Where the far
/// side documents nothing, nobody is given up who might still be told.
/// </summary>
/// <remarks>Sources: "HTTP status codes", the push service's own error table, the webhook of offline pushes.</remarks>
public static class DefaultOutcomes
{
    public static IReadOnlyList<OutcomeRule> Rules { get; } =
    [
        User("SUCCESS", null, Verdict.Accepted),
        User("ASYNC_SUCCESS", null, Verdict.Accepted),
        // The same call would fail the same way for this user.
        User("FAIL", "no push binding", Verdict.Failed),
        User("FAIL", "illegal binding", Verdict.Failed),
        User("FAIL", "appUser not exists", Verdict.Failed),
        User("FAIL", "no user exist", Verdict.Failed),
        User("FAIL", "bad device token", Verdict.Failed),
        User("FAIL", "notifier disabled", Verdict.Failed),
        User("FAIL", "notifier is ban", Verdict.Failed),
        User("FAIL", "no notifier exist", Verdict.Failed),
        User("FAIL", "invalid notifier", Verdict.Failed),
        User("FAIL", "message ignore push", Verdict.Failed),
        User("FAIL", "invalid message", Verdict.Failed),
        User("FAIL", "expire message", Verdict.Failed),
        User("FAIL", "user ignore push", Verdict.Failed),
        User("FAIL", "ignore push device id", Verdict.Failed),
        User("FAIL", "invalid VOIP notification", Verdict.Failed),
        User("FAIL", null, Verdict.Retry),
        User("ERROR", null, Verdict.Retry),
        User("MISSING", null, Verdict.Unknown),

        // A slip in the settings fails nobody.
        Call(null, CallFailure.AppNotConfigured, Verdict.Stalled),
        Call(null, AgoraChatErrorKind.Throttled, Verdict.Throttled),
        Call(null, AgoraChatErrorKind.QuotaExhausted, Verdict.Stalled),
        Call(null, AgoraChatErrorKind.Unauthorized, Verdict.Stalled),
        Call("402", Verdict.Stalled),
        Call(null, AgoraChatErrorKind.TaskLimit, Verdict.Retry),
        Call("403", Verdict.Stalled),
        Call("404", "organization_application_not_found", Verdict.Stalled),
        Call("404", "service_resource_not_found", Verdict.Split),
        // Of an address that is wrong, such as a gateway's page or "url is invalid": nobody is reached there.
        Call("404", Verdict.Stalled),
        Call("400", Verdict.Split),
        Call("413", Verdict.Split),
        Call("4*", AgoraChatErrorKind.Unavailable, Verdict.Retry),
        Call("5*", AgoraChatErrorKind.Refused, Verdict.Failed),
        Call("5*", Verdict.Unknown),
        Call(null, AgoraChatErrorKind.Unknown, Verdict.Unknown),
        Call(null, AgoraChatErrorKind.Unavailable, Verdict.Retry),
        Call(null, Verdict.Failed),
    ];

    private static OutcomeRule User(string status, string? description, Verdict becomes) =>
        new() { Status = status, Description = description, Becomes = becomes };

    private static OutcomeRule Call(string? httpStatus, Verdict becomes) =>
        new() { HttpStatus = httpStatus, Becomes = becomes };

    private static OutcomeRule Call(string? httpStatus, string error, Verdict becomes) =>
        new() { HttpStatus = httpStatus, Error = error, Becomes = becomes };

    private static OutcomeRule Call(string? httpStatus, AgoraChatErrorKind kind, Verdict becomes) =>
        Call(httpStatus, kind.ToString(), becomes);
}
