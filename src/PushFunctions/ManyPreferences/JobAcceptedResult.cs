using Microsoft.AspNetCore.Http;

namespace PushFunctions.ManyPreferences;

/// <summary>The <c>202</c>: it is durable, and goes on after a crash of anything.</summary>
public sealed class JobAcceptedResult(JobAcceptedView view) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status202Accepted;
        httpContext.Response.Headers.Location = view.StatusUrl;
        return httpContext.Response.WriteAsJsonAsync(
            view, JobsJson.Relaxed.JobAcceptedView, contentType: null, httpContext.RequestAborted);
    }
}
