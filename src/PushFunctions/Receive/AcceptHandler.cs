using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;

namespace PushFunctions.Receive;

/// <summary>From a request to durable pushes, or to a problem that says what to mend.</summary>
public sealed class AcceptHandler(PostedDoor door, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(HttpRequest request, CancellationToken cancellationToken) =>
        answers.RunAsync(() => TakeAsync(request, cancellationToken), cancellationToken);

    private async Task<IResult> TakeAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (WaitQuery.Check(request) is { } wrong) return door.Refuse(wrong);
        var posted = await EventRequest.ReadAsync(request, cancellationToken);
        return WaitQuery.IsAwaited(request)
            ? await door.TakeAndWaitAsync(request, posted, cancellationToken)
            : await door.TakeAsync(request, posted, cancellationToken);
    }
}
