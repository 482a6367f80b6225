using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.Accept;

/// <summary>From a request to durable pushes, or to a problem that says what to mend.</summary>
public sealed class AcceptHandler(PostedDoor door, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(HttpRequest request, CancellationToken cancellationToken) =>
        answers.RunAsync(() => TakeAsync(request, cancellationToken), cancellationToken);

    private async Task<IResult> TakeAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (RequestBody.CheckType(request) is { } wrongType) return door.Refuse(wrongType);
        if (await RequestBody.ReadAsync(request, cancellationToken) is not { } body)
            return door.Refuse(RequestBody.TooLarge);
        var posted = PostedEvents.Read(request, body, EventOrigin.Events);
        return RequestBody.IsAwaited(request)
            ? await door.TakeAndWaitAsync(request, posted, cancellationToken)
            : await door.TakeAsync(request, posted, cancellationToken);
    }
}
