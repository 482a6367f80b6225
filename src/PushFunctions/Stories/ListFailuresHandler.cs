using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Problems;
using PushFunctions.Status;
using PushFunctions.Storage;

namespace PushFunctions.Stories;

/// <summary>Lists the users of a push who ended badly, in pages.</summary>
public sealed class ListFailuresHandler(PushStore pushes, FailureReader failures, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(HttpRequest request, string id, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                var (query, wrong) = FailureQuery.Read(request);
                if (query is null) return new ProblemResult(QueryProblem.Of(wrong));
                if (!PushIds.IsValid(id) || await pushes.FindAsync(id, cancellationToken) is not { } push)
                    return new ProblemResult(PushProblems.Unknown(id));
                var (users, next) = await failures.ReadAsync(push, query, cancellationToken);
                var cursor = next is null ? null : PageRequest.CursorAt(next.ToString());
                return new JsonAnswer<FailurePage>(new(id, users, cursor), StoryJson.Relaxed.FailurePage);
            },
            cancellationToken);
}
