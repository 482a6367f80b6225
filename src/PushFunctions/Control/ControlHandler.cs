using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Problems;
using PushFunctions.Status;

namespace PushFunctions.Control;

/// <summary>Does what is asked of a push, and answers with the push as it is then.</summary>
public sealed class ControlHandler(PushControl control, PushStatusHandler status, HttpAnswer answers)
{
    public Task<IResult> PauseAsync(string id, CancellationToken cancellationToken) =>
        HandleAsync(id, control.PauseAsync, cancellationToken);

    public Task<IResult> ResumeAsync(string id, CancellationToken cancellationToken) =>
        HandleAsync(id, control.ResumeAsync, cancellationToken);

    public Task<IResult> CancelAsync(string id, CancellationToken cancellationToken) =>
        HandleAsync(id, control.CancelAsync, cancellationToken);

    private Task<IResult> HandleAsync(
        string id, Func<string, CancellationToken, Task<Problem?>> act, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                // No push has such an id, and the answer below says so.
                var problem = PushIds.IsValid(id) ? await act(id, cancellationToken) : null;
                return problem is null ? await status.HandleAsync(id, cancellationToken) : new ProblemResult(problem);
            },
            cancellationToken);
}
