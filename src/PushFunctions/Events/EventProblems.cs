using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;

namespace PushFunctions.Events;

/// <summary>Says that an event is not one, or not one that can be taken where it was posted.</summary>
public static class EventProblems
{
    public static Problem Invalid(IReadOnlyList<FieldError> errors)
    {
        var first = $"{errors[0].Path} {errors[0].Message}".TrimStart();
        return Invalid($"Nothing was sent. Mend what is named in errors: {first}", errors);
    }

    /// <summary>The same where the first error does not say it all.</summary>
    public static Problem Invalid(string detail, IReadOnlyList<FieldError> errors) => new(
        StatusCodes.Status400BadRequest, ProblemCodes.InvalidEvent, "The event is not valid", detail)
    {
        Errors = errors,
    };
}
