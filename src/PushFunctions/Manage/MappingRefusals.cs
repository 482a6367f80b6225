using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;

namespace PushFunctions.Manage;

/// <summary>Says why a mapping cannot be shown or changed.</summary>
internal static class MappingRefusals
{
    public static Problem Unknown(string app, string type) => new(
        StatusCodes.Status404NotFound, ProblemCodes.UnknownMapping, "There is no such mapping",
        $"App '{app}' has no mapping for '{type}'. GET /api/mappings lists those it has.");

    public static Problem NotStored(string app, string type, bool hasFile) => new(
        StatusCodes.Status404NotFound, ProblemCodes.UnknownMapping, "There is no such mapping",
        $"For app '{app}', no mapping for '{type}' was put. "
        + (hasFile
            ? "The one that is used is a file in mappings/; put another over it, or remove the file and deploy."
            : "GET /api/mappings lists those it has."));

    public static Problem Changed(string type, MappingCondition condition, string? version) => new(
        StatusCodes.Status412PreconditionFailed, ProblemCodes.PreconditionFailed, "The mapping is another by now",
        condition.Unreadable is { } header
            ? $"{header} is neither * nor a list of tags in quotes, such as \"3f1d2c\", so that nobody knows whether "
                + "it holds. Nothing was changed: send the ETag as it came."
            : (version is null
                ? $"No mapping for '{type}' is stored"
                : $"The mapping for '{type}' is stored as {MappingCondition.ETagOf(version)}")
            + ", which is not what If-Match or If-None-Match asks for. "
            + "Nothing was changed: read it again, then decide.");
}
