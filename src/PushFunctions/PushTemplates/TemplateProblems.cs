using Microsoft.AspNetCore.Http;
using PushFunctions.Preferences;
using PushFunctions.Problems;
using PushFunctions.Settle;

namespace PushFunctions.PushTemplates;

/// <summary>Says why a template cannot be shown or changed.</summary>
public static class TemplateProblems
{
    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(10);

    public static Problem Invalid(IReadOnlyList<FieldError> errors) => new(
        StatusCodes.Status400BadRequest, ProblemCodes.InvalidTemplate, "The template cannot be used",
        $"Nothing was changed. Mend what is named in errors: {$"{errors[0].Path} {errors[0].Message}".TrimStart()}")
    {
        Errors = errors,
    };

    public static Problem Unknown(string app, string name) => new(
        StatusCodes.Status404NotFound, ProblemCodes.UnknownTemplate, "There is no such template",
        $"In app '{app}' the push service has no template '{name}'. POST /api/templates creates one.");

    public static Problem Exists(string name) => new(
        StatusCodes.Status409Conflict, ProblemCodes.TemplateExists, "There is such a template already",
        $"The push service has a template '{name}' with other texts. Nothing was changed. "
        + $"PUT /api/templates/{name} replaces it.");

    public static Problem Changing(string name) => new(
        StatusCodes.Status409Conflict, ProblemCodes.TemplateChanging, "The template is being replaced",
        $"Template '{name}' is being replaced: for the push service it is deleted and created again, and in between it "
        + "has none. Come back after the time in Retry-After.")
    {
        RetryAfter = ComeBack,
    };

    /// <summary>A replacement that is not finished, and will be by the timer.</summary>
    public static Problem Pending(string name, string? why) =>
        PreferenceProblems.Away(why) with
        {
            Detail = $"Template '{name}' may be deleted, and the new one is not there yet"
                + $"{(why is null ? "" : $": {why.TrimEnd('.')}")}. Both texts are kept, and the bridge goes on until "
                + "the new one is there. Nothing need be sent again.",
        };

    /// <summary>The new texts were refused, after the old template was deleted.</summary>
    public static Problem Restored(string name, string why) => PreferenceProblems.Refused(why) with
    {
        Detail = $"It said of the new texts: {why.TrimEnd('.')}. Template '{name}' has its old texts again, or "
            + "will have them soon. Change the new ones before sending them again.",
    };

    public static Problem Of(FarFailure meaning, CallFailure? failure, string app, string name) => meaning switch
    {
        FarFailure.UnknownTemplate => Unknown(app, name),
        FarFailure.NotEnabled => PreferenceProblems.NotEnabled(app, "templates"),
        FarFailure.Away => PreferenceProblems.Away(failure?.Description),
        _ => PreferenceProblems.Refused(failure!.Description),
    };
}
