using System.Globalization;
using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.LabelRoutes;

/// <summary>Says why a label cannot be shown or changed.</summary>
internal static class LabelRefusals
{
    /// <summary>When the far side may answer again.</summary>
    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(30);

    public static Problem Unknown(string app, string name) => new(
        StatusCodes.Status404NotFound, ProblemCodes.LabelNotFound, "There is no such label",
        TaskTarget.IsLabel(name)
            ? $"App '{app}' has no label '{name}'. PUT /api/labels/{name} makes it, and so does adding members."
            : $"No label can be called so: {WhyNoName(name)}");

    public static Problem UnknownMember(string app, string name) => new(
        StatusCodes.Status404NotFound, ProblemCodes.UnknownMember, "The user does not have the label",
        $"The user is not to have label '{name}' of app '{app}', and is not known to have it. "
        + $"POST /api/labels/{name}/members adds users.");

    public static Problem InvalidName(string name) => Invalid([new("/label", WhyNoName(name))]);

    public static Problem Invalid(IReadOnlyList<FieldError> errors) => Refuse(
        ProblemCodes.InvalidLabel, "The label cannot be put", errors);

    public static Problem InvalidMembers(IReadOnlyList<FieldError> errors) => Refuse(
        ProblemCodes.InvalidMembers, "The members cannot be read", errors);

    public static Problem TooLarge(string what, int maxBytes, string remedy) => new(
        StatusCodes.Status413PayloadTooLarge, ProblemCodes.BodyTooLarge, "The body is too large",
        $"{what} may have {maxBytes.ToString("N0", CultureInfo.InvariantCulture)} bytes. {remedy}");

    public static Problem NotListed(string reason) => new(
        StatusCodes.Status503ServiceUnavailable, ProblemCodes.LabelsNotListed, "The labels could not be listed",
        $"{reason} Nothing was compared.")
    {
        RetryAfter = ComeBack,
    };

    private static Problem Refuse(string code, string title, IReadOnlyList<FieldError> errors) => new(
        StatusCodes.Status400BadRequest, code, title,
        $"Nothing was changed. Mend what is named in errors: {$"{errors[0].Path} {errors[0].Message}".TrimStart()}")
    {
        Errors = errors,
    };

    private static string WhyNoName(string name) =>
        TaskTarget.IsLabel(name.ToLowerInvariant())
            ? $"'{name}' has capitals; a label is named by '{name.ToLowerInvariant()}'."
            : $"'{EventNames.Shorten(name)}' is not the name of a label, which has {TaskTarget.LabelForm}.";
}
