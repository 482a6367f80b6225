using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.LabelRoutes;

/// <summary><c>DELETE /api/labels/{label}/members/{user}</c>: takes a label from a user.</summary>
public sealed class DeleteMemberFunction(DeleteMemberHandler handler)
{
    [Function("DeleteMember")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "labels/{label}/members/{user}")]
        HttpRequest request,
        string label,
        string user,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, label, user, cancellationToken);
}
