using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Status;

/// <summary><c>GET /api/pushes/{id}</c>: one push, its counts as they are now.</summary>
public sealed class GetPushFunction(PushStatusHandler handler)
{
    [Function("GetPush")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "pushes/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(id, cancellationToken);
}
