using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Receive;

/// <summary><c>POST /api/events</c>: takes one event.</summary>
public sealed class AcceptEventFunction(AcceptHandler handler)
{
    [Function("AcceptEvent")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "events")] HttpRequest request,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, cancellationToken);
}
