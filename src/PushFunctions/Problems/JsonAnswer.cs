using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace PushFunctions.Problems;

/// <summary>
/// A <c>200</c> with a value as JSON. The worker also serialises the returned result, by its public properties, into
/// its answer to the host: this one has none, where <c>Results.Json</c> would send each value twice.
/// </summary>
public sealed class JsonAnswer<T>(T value, JsonTypeInfo<T> type) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) =>
        httpContext.Response.WriteAsJsonAsync(value, type, contentType: null, httpContext.RequestAborted);
}
