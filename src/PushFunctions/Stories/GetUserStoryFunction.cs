using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Stories;

/// <summary><c>GET /api/pushes/{id}/users/{user}</c>: what became of one user.</summary>
public sealed class GetUserStoryFunction(UserStoryHandler handler)
{
    [Function("GetUserStory")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "pushes/{id}/users/{user}")] HttpRequest request,
        string id,
        string user,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(id, user, cancellationToken);
}
