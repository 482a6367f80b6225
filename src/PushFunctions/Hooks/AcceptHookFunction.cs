using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Hooks;

/// <summary><c>POST /api/hooks/{source}</c>: takes what a source has signed.</summary>
public sealed class AcceptHookFunction(HookHandler handler)
{
    [Function("AcceptHook")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "hooks/{source}")] HttpRequest request,
        string source,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, source, hasKey: false, cancellationToken);
}
