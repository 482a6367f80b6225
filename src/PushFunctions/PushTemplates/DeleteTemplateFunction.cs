using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.PushTemplates;

/// <summary><c>DELETE /api/templates/{name}</c>: deletes one.</summary>
public sealed class DeleteTemplateFunction(DeleteTemplateHandler handler)
{
    [Function("DeleteTemplate")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "templates/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, name, cancellationToken);
}
