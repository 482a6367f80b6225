using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Hooks;

/// <summary><c>OPTIONS /api/events</c>: the CloudEvents handshake.</summary>
public sealed class AllowEventsFunction(HandshakeHandler handler)
{
    [Function("AllowEvents")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "options", Route = "events")] HttpRequest request,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, source: null, cancellationToken);
}
