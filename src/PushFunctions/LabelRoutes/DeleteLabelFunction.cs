using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.LabelRoutes;

/// <summary><c>DELETE /api/labels/{label}</c>: deletes a label, with its members.</summary>
public sealed class DeleteLabelFunction(DeleteLabelHandler handler)
{
    [Function("DeleteLabel")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "labels/{label}")] HttpRequest request,
        string label,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, label, cancellationToken);
}
