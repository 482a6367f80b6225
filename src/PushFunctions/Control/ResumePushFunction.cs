using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Control;

/// <summary><c>POST /api/pushes/{id}/resume</c>: goes on with a push that is paused.</summary>
public sealed class ResumePushFunction(ControlHandler handler)
{
    [Function("ResumePush")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "pushes/{id}/resume")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(id, ControlAction.Resume, cancellationToken);
}
