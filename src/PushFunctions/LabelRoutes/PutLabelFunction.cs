using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.LabelRoutes;

/// <summary><c>PUT /api/labels/{label}</c>: puts a label and its description.</summary>
public sealed class PutLabelFunction(PutLabelHandler handler)
{
    [Function("PutLabel")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "labels/{label}")] HttpRequest request,
        string label,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, label, cancellationToken);
}
