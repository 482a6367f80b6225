using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Audiences;

/// <summary><c>DELETE /api/audiences/{name}</c>: deletes an audience.</summary>
public sealed class DeleteAudienceFunction(DeleteAudienceHandler handler)
{
    [Function("DeleteAudience")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "audiences/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, name, cancellationToken);
}
