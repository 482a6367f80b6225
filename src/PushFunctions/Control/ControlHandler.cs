using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Problems;
using PushFunctions.Status;

namespace PushFunctions.Control;

/// <summary>Does what is asked of a push, and answers with the push as it is then.</summary>
public sealed class ControlHandler(PushControl control, PushStatusHandler status, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(string id, ControlAction action, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                // No push has such an id, and the answer below says so.
                var problem = PushIds.IsValid(id) ? await control.DoAsync(id, action, cancellationToken) : null;
                return problem is null ? await status.HandleAsync(id, cancellationToken) : new ProblemResult(problem);
            },
            cancellationToken);
}
