using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.LabelRoutes;

/// <summary><c>GET /api/labels/{label}/members</c>: who is to have a label.</summary>
public sealed class ListMembersFunction(ListMembersHandler handler)
{
    [Function("ListMembers")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "labels/{label}/members")] HttpRequest request,
        string label,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, label, cancellationToken);
}
