using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace PushFunctions.Problems;

/// <summary>Writes a problem as <c>application/problem+json</c>.</summary>
public sealed class ProblemResult(Problem problem) : IResult
{
    public int StatusCode => problem.Status;

    public string Code => problem.Code;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = problem.Status;
        if (problem.RetryAfter is { } wait)
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return response.WriteAsJsonAsync(
            ProblemBody.From(problem), ProblemJson.Relaxed.ProblemBody, "application/problem+json",
            httpContext.RequestAborted);
    }
}

internal sealed record ProblemBody(
    string Type, string Title, int Status, string Code, string Detail, IReadOnlyList<FieldError>? Errors)
{
    /// <summary>
    /// In front of the code: the type of a problem. A URN, since it must name the same thing wherever the repository
    /// and the bridge lie; it says which page and heading to read and is not an address to fetch.
    /// </summary>
    private const string Docs = "urn:pushfunctions:docs/errors.md#";

    public static string TypeOf(string code) => Docs + code;

    public static ProblemBody From(Problem problem) => new(
        TypeOf(problem.Code), problem.Title, problem.Status, problem.Code, problem.Detail,
        problem.Errors.Count == 0 ? null : problem.Errors);
}

[JsonSerializable(typeof(ProblemBody))]
internal sealed partial class ProblemJson : JsonSerializerContext
{
    /// <summary>The context to use.</summary>
    public static ProblemJson Relaxed { get; } = new(AnswerJson.CreateOptions());
}
