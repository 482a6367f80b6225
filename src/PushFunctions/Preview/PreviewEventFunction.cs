using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Preview;

/// <summary><c>POST /api/events/preview</c>: what an event would send; sends and keeps nothing.</summary>
public sealed class PreviewEventFunction(PreviewHandler handler)
{
    [Function("PreviewEvent")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "events/preview")] HttpRequest request,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, cancellationToken);
}
