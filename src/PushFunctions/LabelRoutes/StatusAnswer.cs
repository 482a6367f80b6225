using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace PushFunctions.LabelRoutes;

/// <summary>A value as JSON, under a status of its own; without public properties, as all answers here.</summary>
public sealed class StatusAnswer<T>(int status, T value, JsonTypeInfo<T> type) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        return httpContext.Response.WriteAsJsonAsync(value, type, contentType: null, httpContext.RequestAborted);
    }
}
