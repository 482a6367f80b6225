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
        var posted = await EventRequest.ReadAsync(request, cancellationToken);
        return RequestBody.IsAwaited(request)
            ? await door.TakeAndWaitAsync(request, posted, cancellationToken)
            : await door.TakeAsync(request, posted, cancellationToken);
    }
}
