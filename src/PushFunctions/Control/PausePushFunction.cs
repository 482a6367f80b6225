using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Control;

/// <summary><c>POST /api/pushes/{id}/pause</c>: stops the sending of a push until it is resumed.</summary>
public sealed class PausePushFunction(ControlHandler handler)
{
    [Function("PausePush")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "pushes/{id}/pause")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(id, ControlAction.Pause, cancellationToken);
}
