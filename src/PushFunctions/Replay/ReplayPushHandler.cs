using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Problems;
using PushFunctions.Status;

namespace PushFunctions.Replay;

/// <summary>Replays one push, or counts whom that would be of.</summary>
public sealed class ReplayPushHandler(PushReplay replay, TimeProvider time, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(HttpRequest request, string id, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                var errors = KnownQuery.FindUnknown(request, ["count"]).ToList();
                var onlyCount = CountQuery.Read(request, errors);
                if (errors.Count > 0) return new ProblemResult(QueryProblem.Of(errors));
                var (asked, problem) = await ReplayBody.ReadAsync(request, time.GetUtcNow(), cancellationToken);
                if (asked is null) return new ProblemResult(problem!);
                var result = PushIds.IsValid(id)
                    ? await replay.ReplayAsync(id, asked, onlyCount, cancellationToken)
                    : new ReplayResult.Unknown();
                return result switch
                {
                    ReplayResult.Found found => new JsonAnswer<ReplayAnswer>(
                        new(id, found.Users, found.Round), ReplayJson.Relaxed.ReplayAnswer),
                    ReplayResult.Refused refused => new ProblemResult(refused.Problem),
                    _ => new ProblemResult(PushProblems.Unknown(id)),
                };
            },
            cancellationToken);
}
