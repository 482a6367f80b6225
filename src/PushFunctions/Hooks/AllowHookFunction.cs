using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Hooks;

/// <summary><c>OPTIONS /api/hooks/{source}</c>: the CloudEvents handshake.</summary>
public sealed class AllowHookFunction(HandshakeHandler handler)
{
    [Function("AllowHook")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "options", Route = "hooks/{source}")] HttpRequest request,
        string source,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, source, cancellationToken);
}
