using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Status;

/// <summary><c>GET /api/health</c>: whether the bridge can work.</summary>
public sealed class GetHealthFunction(HealthHandler handler)
{
    [Function("GetHealth")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(cancellationToken);
}
