using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.Receive;

/// <summary>Reads what a request to <c>/events</c> posts; the preview reads the same.</summary>
public static class EventRequest
{
    public static async Task<PostedEvents> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (RequestBody.CheckType(request) is { } wrongType) return Refused(wrongType);
        return await RequestBody.ReadAsync(request, cancellationToken) is { } body
            ? PostedEvents.Read(request, body, EventOrigin.Events)
            : Refused(RequestBody.TooLarge);
    }

    private static PostedEvents Refused(Problem problem) => new([new EventRead.Refused(problem)]);
}
