using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.LabelRoutes;

/// <summary><c>POST /api/labels/reconcile</c>: compares labels with what the far side has.</summary>
public sealed class StartReconcileFunction(StartReconcileHandler handler)
{
    [Function("StartReconcile")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "labels/reconcile")] HttpRequest request,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, cancellationToken);
}
