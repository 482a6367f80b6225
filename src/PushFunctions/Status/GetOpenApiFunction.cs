using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Status;

/// <summary><c>GET /api/openapi.json</c>: what all routes take and answer, for machines.</summary>
public sealed class GetOpenApiFunction(OpenApiHandler handler)
{
    [Function("GetOpenApi")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(cancellationToken);
}
