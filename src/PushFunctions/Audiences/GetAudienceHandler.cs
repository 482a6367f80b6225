using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Events;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Audiences;

/// <summary>Shows an audience, and how the check of an upload stands.</summary>
public sealed class GetAudienceHandler(KnownApps apps, AudienceStore store, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(HttpRequest request, string name, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                var (app, problem) = apps.Read(request);
                if (problem is not null) return new ProblemResult(problem);
                return AudienceName.IsName(name)
                    && await store.FindAsync(AudienceRow.PartitionOf(app, name), cancellationToken) is { } row
                    ? new AudienceAnswer(StatusCodes.Status200OK, row)
                    : new ProblemResult(AudienceRefusals.Unknown(app, EventNames.Shorten(name)));
            },
            cancellationToken);
}
