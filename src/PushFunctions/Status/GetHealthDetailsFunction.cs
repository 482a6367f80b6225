using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Status;

/// <summary><c>GET /api/health/details</c>: what works, and what waits.</summary>
public sealed class GetHealthDetailsFunction(HealthDetailsHandler handler)
{
    [Function("GetHealthDetails")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "health/details")] HttpRequest request,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(cancellationToken);
}
