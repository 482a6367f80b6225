using Microsoft.AspNetCore.Http;

namespace PushFunctions.Problems;

/// <summary>Says what is wrong with what an address asks for behind its question mark.</summary>
public static class QueryProblem
{
    /// <summary>A parameter that cannot be used.</summary>
    /// <param name="parameter">Its name.</param>
    /// <param name="message">What is wrong and what is allowed.</param>
    public static FieldError Error(string parameter, string message) => new($"query:{parameter}", message);

    /// <param name="errors">One at least.</param>
    public static Problem Of(IReadOnlyList<FieldError> errors) => new(
        StatusCodes.Status400BadRequest, ProblemCodes.InvalidQuery, "The address asks for what there is not",
        string.Join(' ', errors.Select(error => $"?{error.Path["query:".Length..]} {error.Message}")))
    {
        Errors = errors,
    };
}
