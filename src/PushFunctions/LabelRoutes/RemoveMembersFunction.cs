using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.LabelRoutes;

/// <summary><c>POST /api/labels/{label}/members/remove</c>: takes a label from users.</summary>
public sealed class RemoveMembersFunction(ChangeMembersHandler handler)
{
    [Function("RemoveMembers")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "labels/{label}/members/remove")] HttpRequest request,
        string label,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, label, isRemoval: true, cancellationToken);
}
