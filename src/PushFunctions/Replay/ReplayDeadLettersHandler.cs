using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;
using PushFunctions.Status;
using PushFunctions.Storage;

namespace PushFunctions.Replay;

/// <summary>Replays dead letters, or counts what that would be of.</summary>
public sealed class ReplayDeadLettersHandler(
    LetterRequest requests, LetterReplay replay, PushStore pushes, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(HttpRequest request, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                var (query, onlyCount, problem) = requests.Read(request);
                if (query is null) return new ProblemResult(problem!);
                if (query.PushId is { } id && await pushes.FindAsync(id, cancellationToken) is null)
                    return new ProblemResult(PushProblems.Unknown(id));
                return new JsonAnswer<LettersReplayed>(
                    await replay.ReplayAsync(query, onlyCount, cancellationToken), ReplayJson.Relaxed.LettersReplayed);
            },
            cancellationToken);
}
