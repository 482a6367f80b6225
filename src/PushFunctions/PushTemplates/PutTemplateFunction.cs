using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.PushTemplates;

/// <summary><c>PUT /api/templates/{name}</c>: creates or replaces one.</summary>
public sealed class PutTemplateFunction(PutTemplateHandler handler)
{
    [Function("PutTemplate")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "templates/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, name, cancellationToken);
}
