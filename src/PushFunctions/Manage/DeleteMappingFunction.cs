using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Manage;

/// <summary><c>DELETE /api/mappings/{type}</c>: deletes the mapping of a type.</summary>
public sealed class DeleteMappingFunction(DeleteMappingHandler handler)
{
    [Function("DeleteMapping")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "mappings/{type}")] HttpRequest request,
        string type,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, type, cancellationToken);
}
