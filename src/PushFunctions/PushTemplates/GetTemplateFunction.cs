using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.PushTemplates;

/// <summary><c>GET /api/templates/{name}</c>: shows one.</summary>
public sealed class GetTemplateFunction(GetTemplateHandler handler)
{
    [Function("GetTemplate")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "templates/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, name, cancellationToken);
}
