using Microsoft.AspNetCore.Http;
using PushFunctions.Manage;
using PushFunctions.Problems;

namespace PushFunctions.Audiences;

/// <summary>Says why an audience cannot be shown or changed.</summary>
internal static class AudienceRefusals
{
    public static Problem Empty { get; } = new(
        StatusCodes.Status400BadRequest, ProblemCodes.InvalidAudience, "The audience cannot be read",
        "There is not one line. Nothing was changed: send one user id a line, or DELETE the audience.");

    public static Problem Unknown(string app, string name) => new(
        StatusCodes.Status404NotFound, ProblemCodes.AudienceNotFound, "There is no such audience",
        $"App '{app}' has no audience '{name}'. GET /api/audiences lists those it has.");

    public static Problem MissingUpload(string name) => new(
        StatusCodes.Status422UnprocessableEntity, ProblemCodes.MissingUpload, "Nothing was uploaded",
        $"There is no blob at the last address that was given for '{name}'. Ask for one with "
        + $"POST /api/audiences/{name}/uploads, put the blob there within the hour, then commit.");

    /// <summary>The upload was written again, or deleted, while it was checked.</summary>
    public static Problem ChangedUpload { get; } = new(
        StatusCodes.Status422UnprocessableEntity, ProblemCodes.MissingUpload, "The upload was changed",
        "The blob was written again, or deleted, while it was checked. Nothing was changed: upload it once, then "
        + "commit.");

    public static Problem Changed(string name, MappingCondition condition, string? version) => new(
        StatusCodes.Status412PreconditionFailed, ProblemCodes.PreconditionFailed, "The audience is another by now",
        condition.Unreadable is { } header
            ? $"{header} is neither * nor a list of tags in quotes, such as \"3f1d2c\", so that nobody knows whether "
                + "it holds. Nothing was changed: send the ETag as it came."
            : (version is null
                ? $"There is no list of '{name}'"
                : $"The list of '{name}' is {MappingCondition.ETagOf(version)}")
            + ", which is not what If-Match or If-None-Match asks for. "
            + "Nothing was changed: read it again, then decide.");
}
