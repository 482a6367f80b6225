using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.LabelRoutes;

/// <summary><c>POST /api/labels/{label}/members</c>: gives users a label.</summary>
public sealed class AddMembersFunction(ChangeMembersHandler handler)
{
    [Function("AddMembers")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "labels/{label}/members")] HttpRequest request,
        string label,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, label, isRemoval: false, cancellationToken);
}
