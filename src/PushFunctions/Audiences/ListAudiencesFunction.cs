using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Audiences;

/// <summary><c>GET /api/audiences</c>: which audiences there are.</summary>
public sealed class ListAudiencesFunction(ListAudiencesHandler handler)
{
    [Function("ListAudiences")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "audiences")] HttpRequest request,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, cancellationToken);
}
