using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Replay;

/// <summary><c>POST /api/dead-letters/replay</c>: replays the pushes of dead letters, and puts messages back.</summary>
public sealed class ReplayDeadLettersFunction(ReplayDeadLettersHandler handler)
{
    [Function("ReplayDeadLetters")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "dead-letters/replay")] HttpRequest request,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, cancellationToken);
}
