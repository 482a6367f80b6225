using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.LabelRoutes;

/// <summary><c>GET /api/labels/{label}</c>: a label, and how far the far side follows.</summary>
public sealed class GetLabelFunction(GetLabelHandler handler)
{
    [Function("GetLabel")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "labels/{label}")] HttpRequest request,
        string label,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, label, cancellationToken);
}
