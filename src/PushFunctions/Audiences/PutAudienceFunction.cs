using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Audiences;

/// <summary><c>PUT /api/audiences/{name}</c>: replaces an audience's list by the body.</summary>
public sealed class PutAudienceFunction(PutAudienceHandler handler)
{
    [Function("PutAudience")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "audiences/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, name, cancellationToken);
}
