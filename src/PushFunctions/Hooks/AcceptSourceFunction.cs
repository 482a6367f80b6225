using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Hooks;

/// <summary><c>POST /api/sources/{source}</c>: takes what a source posts with a function key.</summary>
public sealed class AcceptSourceFunction(HookHandler handler)
{
    [Function("AcceptSource")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "sources/{source}")] HttpRequest request,
        string source,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, source, hasKey: true, cancellationToken);
}
