using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Manage;

/// <summary><c>GET /api/mappings</c>: which mappings there are.</summary>
public sealed class ListMappingsFunction(ListMappingsHandler handler)
{
    [Function("ListMappings")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "mappings")] HttpRequest request,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, cancellationToken);
}
