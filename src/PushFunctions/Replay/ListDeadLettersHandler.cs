using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;

namespace PushFunctions.Replay;

/// <summary>Lists dead letters in pages, or counts them.</summary>
public sealed class ListDeadLettersHandler(LetterRequest requests, LetterReader letters, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(HttpRequest request, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                var (query, onlyCount, problem) = requests.Read(request);
                if (query is null) return new ProblemResult(problem!);
                if (onlyCount)
                {
                    return new JsonAnswer<LetterCounts>(
                        await letters.CountAsync(query, cancellationToken), ReplayJson.Relaxed.LetterCounts);
                }

                var (rows, cursor) = await letters.ReadAsync(query, cancellationToken);
                return new JsonAnswer<LetterPage>(
                    new([.. rows.Select(LetterView.Of)], cursor), ReplayJson.Relaxed.LetterPage);
            },
            cancellationToken);
}
