using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.PushTemplates;

/// <summary><c>POST /api/templates</c>: creates a template of the push service.</summary>
public sealed class CreateTemplateFunction(CreateTemplateHandler handler)
{
    [Function("CreateTemplate")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "templates")] HttpRequest request,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, cancellationToken);
}
