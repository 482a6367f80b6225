using System.Globalization;
using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;

namespace PushFunctions.Preferences;

/// <summary>Writes a problem that says field by field what was set, and what is to be sent again.</summary>
public sealed class NotAppliedResult(Problem problem, PreferenceChange change, PreferenceOutcome outcome) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = problem.Status;
        if (problem.RetryAfter is { } wait)
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var view = new NotAppliedView(
            ProblemBody.TypeOf(problem.Code), problem.Title, problem.Status, problem.Code, problem.Detail,
            [.. outcome.Failed.Select(field => new FieldError($"/{field}", outcome.Fields[field].Reason))],
            outcome.Fields.ToDictionary(field => field.Key, field => field.Value.State),
            change.Only(outcome.Failed));
        return response.WriteAsJsonAsync(
            view, PreferencesJson.Relaxed.NotAppliedView, "application/problem+json", httpContext.RequestAborted);
    }
}
