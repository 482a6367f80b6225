using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Storage;

namespace PushFunctions.Receive;

/// <summary>The <c>202</c>: the push is durable and is found again after a crash of anything.</summary>
public sealed class AcceptedResult(AcceptedPush push) : IResult
{
    public static AcceptedResult For(HttpRequest request, Acceptance.Accepted accepted) =>
        new(AcceptedPush.From(request, accepted));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status202Accepted;
        httpContext.Response.Headers.Location = push.StatusUrl;
        return httpContext.Response.WriteAsJsonAsync(
            push, ReceiveJson.Default.AcceptedPush, contentType: null, httpContext.RequestAborted);
    }
}

/// <summary>What the sender is told of an accepted event.</summary>
/// <param name="PushId">Names the push from now on.</param>
/// <param name="Targets">How many users it goes to; null: to labels or to everyone.</param>
/// <param name="Calls">How many calls they need.</param>
/// <param name="StatusUrl">Where to look.</param>
/// <param name="Duplicate">The event was here before; nothing is sent twice.</param>
/// <param name="Warnings">What was changed on the way in.</param>
/// <param name="ExpectedFinish">Of one to labels or to everyone: when its call should be made.</param>
public sealed record AcceptedPush(
    string PushId,
    PushState State,
    int? Targets,
    int Calls,
    string StatusUrl,
    bool Duplicate,
    IReadOnlyList<string> Warnings,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? ExpectedFinish = null)
{
    /// <summary>Its users are looked up from now on, and counted as they are found; else absent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Expanding { get; init; }

    public static AcceptedPush From(HttpRequest request, Acceptance.Accepted accepted)
    {
        var push = accepted.Push;
        return new(
            push.PushId, push.State, push.IsTask ? null : push.Targets, push.IsTask ? 1 : push.Batches,
            $"{request.Scheme}://{request.Host}{request.PathBase}/api/pushes/{push.PushId}",
            accepted.Duplicate, accepted.Warnings, accepted.ExpectedFinish)
        {
            Expanding = push.IsExpanding ? true : null,
        };
    }
}
