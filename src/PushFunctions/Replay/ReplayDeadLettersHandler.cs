using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;

namespace PushFunctions.Replay;

/// <summary>Replays dead letters, or counts what that would be of.</summary>
public sealed class ReplayDeadLettersHandler(LetterRequest requests, LetterReplay replay, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(HttpRequest request, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                var (query, onlyCount, problem) = requests.Read(request);
                if (query is null) return new ProblemResult(problem!);
                return new JsonAnswer<LettersReplayed>(
                    await replay.ReplayAsync(query, onlyCount, cancellationToken), ReplayJson.Relaxed.LettersReplayed);
            },
            cancellationToken);
}
