using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.ManyPreferences;

/// <summary><c>GET /api/preferences/{id}</c>: how far the preferences of many are.</summary>
public sealed class GetPreferencesFunction(GetPreferencesHandler handler)
{
    [Function("GetPreferences")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "preferences/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(id, cancellationToken);
}
