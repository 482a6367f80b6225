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
                if (await HasBodyAsync(request, cancellationToken)) return new ProblemResult(ReplayProblems.HasBody());
                if (query.PushId is { } id && await pushes.FindAsync(id, cancellationToken) is null)
                    return new ProblemResult(PushProblems.Unknown(id));
                return new JsonAnswer<LettersReplayed>(
                    await replay.ReplayAsync(query, onlyCount, cancellationToken), ReplayJson.Relaxed.LettersReplayed);
            },
            cancellationToken);

    /// <summary>Filters in a body would be overlooked, and all letters of the app be replayed.</summary>
    private static async Task<bool> HasBodyAsync(HttpRequest request, CancellationToken cancellationToken) =>
        await request.Body.ReadAsync(new byte[1], cancellationToken) > 0;
}
