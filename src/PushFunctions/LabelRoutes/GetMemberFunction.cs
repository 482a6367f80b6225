using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.LabelRoutes;

/// <summary><c>GET /api/labels/{label}/members/{user}</c>: how a user stands with a label.</summary>
public sealed class GetMemberFunction(GetMemberHandler handler)
{
    [Function("GetMember")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "labels/{label}/members/{user}")] HttpRequest request,
        string label,
        string user,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, label, user, cancellationToken);
}
