using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Replay;

/// <summary>Takes one dead letter off the list.</summary>
public sealed class DismissDeadLetterHandler(
    KnownApps apps, StorageClients storage, DeadLetters letters, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(HttpRequest request, string letter, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                var unknown = KnownQuery.FindUnknown(request, ["app"]).ToList();
                if (unknown.Count > 0) return new ProblemResult(QueryProblem.Of(unknown));
                var (app, problem) = apps.Read(request);
                if (problem is not null) return new ProblemResult(problem);
                var row = LetterId.TryParse(letter) is { } id
                    ? await storage.DeadLetters.FindAsync<DeadLetterRow>(
                        id.IsMessage ? DeadLetterRow.NoApp : app, id.Key, cancellationToken)
                    : null;
                if (row is null) return new ProblemResult(ReplayProblems.UnknownLetter(letter));
                await letters.RemoveAsync(row, cancellationToken);
                return Results.NoContent();
            },
            cancellationToken);
}
