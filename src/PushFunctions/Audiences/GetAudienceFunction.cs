using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Audiences;

/// <summary><c>GET /api/audiences/{name}</c>: one audience.</summary>
public sealed class GetAudienceFunction(GetAudienceHandler handler)
{
    [Function("GetAudience")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "audiences/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, name, cancellationToken);
}
