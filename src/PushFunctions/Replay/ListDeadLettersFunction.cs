using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Replay;

/// <summary><c>GET /api/dead-letters</c>: what will not be tried again unless a person asks, newest first.</summary>
public sealed class ListDeadLettersFunction(ListDeadLettersHandler handler)
{
    [Function("ListDeadLetters")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "dead-letters")] HttpRequest request,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, cancellationToken);
}
