using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.ManyPreferences;

/// <summary><c>GET /api/preferences/{id}/failures</c>: the lines that ended badly.</summary>
public sealed class ListPreferenceFailuresFunction(ListPreferenceFailuresHandler handler)
{
    [Function("ListPreferenceFailures")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "preferences/{id}/failures")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, id, cancellationToken);
}
