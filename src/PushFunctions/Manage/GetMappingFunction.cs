using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Manage;

/// <summary><c>GET /api/mappings/{type}</c>: the mapping of a type.</summary>
public sealed class GetMappingFunction(GetMappingHandler handler)
{
    [Function("GetMapping")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "mappings/{type}")] HttpRequest request,
        string type,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, type, cancellationToken);
}
