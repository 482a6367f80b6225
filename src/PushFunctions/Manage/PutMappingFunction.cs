using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Manage;

/// <summary><c>PUT /api/mappings/{type}</c>: puts the mapping of a type.</summary>
public sealed class PutMappingFunction(PutMappingHandler handler)
{
    [Function("PutMapping")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "mappings/{type}")] HttpRequest request,
        string type,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, type, cancellationToken);
}
