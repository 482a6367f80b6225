using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Listing;

/// <summary><c>GET /api/pushes</c>: the pushes of an app, newest first.</summary>
public sealed class ListPushesFunction(ListPushesHandler handler)
{
    [Function("ListPushes")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "pushes")] HttpRequest request,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, cancellationToken);
}
