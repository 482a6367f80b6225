using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Stories;

/// <summary><c>GET /api/pushes/{id}/failures</c>: the users who ended badly.</summary>
public sealed class ListFailuresFunction(ListFailuresHandler handler)
{
    [Function("ListFailures")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "pushes/{id}/failures")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, id, cancellationToken);
}
