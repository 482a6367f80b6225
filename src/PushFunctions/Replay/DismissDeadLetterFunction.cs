using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.Replay;

/// <summary><c>DELETE /api/dead-letters/{letter}</c>: takes one off the list; nothing is sent.</summary>
public sealed class DismissDeadLetterFunction(DismissDeadLetterHandler handler)
{
    [Function("DismissDeadLetter")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "dead-letters/{letter}")] HttpRequest request,
        string letter,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(request, letter, cancellationToken);
}
