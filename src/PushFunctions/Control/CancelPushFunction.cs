using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Control;

/// <summary><c>POST /api/pushes/{id}/cancel</c>: ends a push; who was not sent to by then is not.</summary>
public sealed class CancelPushFunction(ControlHandler handler)
{
    [Function("CancelPush")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "pushes/{id}/cancel")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(id, ControlAction.Cancel, cancellationToken);
}
