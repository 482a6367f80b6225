using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Replay;

/// <summary><c>POST /api/pushes/{id}/replay</c>: sends a push once more to those who were given up.</summary>
public sealed class ReplayPushFunction(ReplayPushHandler handler)
{
    [Function("ReplayPush")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "pushes/{id}/replay")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, id, cancellationToken);
}
