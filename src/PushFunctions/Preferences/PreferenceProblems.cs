using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;
using PushFunctions.Settle;

namespace PushFunctions.Preferences;

/// <summary>Says why notifications could not be set or shown.</summary>
public static class PreferenceProblems
{
    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(5);

    public static Problem Invalid(IReadOnlyList<FieldError> errors) => new(
        StatusCodes.Status400BadRequest, ProblemCodes.InvalidPreferences, "The preferences cannot be set",
        $"Nothing was changed. Mend what is named in errors: {$"{errors[0].Path} {errors[0].Message}".TrimStart()}")
    {
        Errors = errors,
    };

    public static Problem UnknownUser(string app) => new(
        StatusCodes.Status404NotFound, ProblemCodes.UnknownUser, "The push service has no such user",
        $"In app '{app}' there is no such user. Nothing was changed. Register the user first, or mend the id.");

    public static Problem NotEnabled(string app, string what) => new(
        StatusCodes.Status502BadGateway, ProblemCodes.FeatureNotEnabled,
        "This feature is not enabled at the push service",
        $"App '{app}' has not the advanced push features, which {what} need. Have them activated in the console of "
        + "the push service, then send the request again.");

    public static Problem Refused(string why) => new(
        StatusCodes.Status502BadGateway, ProblemCodes.PushServiceRefused, "The push service has refused this",
        $"It said: {why.TrimEnd('.')}. The same will be refused again until that is mended.");

    /// <param name="why">What was said last; null: nothing, there was no room for a call.</param>
    /// <param name="wait">When there is room again, where that is known.</param>
    public static Problem Away(string? why, TimeSpan? wait = null) => new(
        StatusCodes.Status503ServiceUnavailable, ProblemCodes.PushServiceUnavailable,
        "The push service takes no calls now",
        (why is null
            ? "No call could be made within the time that a request waits (Preferences__WaitTime). "
            : $"It said: {why.TrimEnd('.')}. ")
        + "Send what was not done again after the time in Retry-After.")
    {
        RetryAfter = wait > ComeBack ? wait : ComeBack,
    };

    /// <summary>The problem that a failure is.</summary>
    public static Problem Of(FarFailure meaning, CallFailure? failure, string app) => meaning switch
    {
        FarFailure.UnknownUser => UnknownUser(app),
        FarFailure.NotEnabled => NotEnabled(app, "modes, quiet hours and muting"),
        FarFailure.Away => Away(failure?.Description),
        _ => Refused(failure!.Description),
    };
}
