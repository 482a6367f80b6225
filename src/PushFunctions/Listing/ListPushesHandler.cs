using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Problems;

namespace PushFunctions.Listing;

/// <summary>Lists the pushes of an app in pages, all or those of a state or type.</summary>
public sealed class ListPushesHandler(KnownApps apps, PushList pushes, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(HttpRequest request, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                var (app, problem) = apps.Read(request);
                if (problem is not null) return new ProblemResult(problem);
                var (query, wrong) = ListQuery.Read(request, app);
                if (query is null) return new ProblemResult(QueryProblem.Of(wrong));
                var page = await pushes.ReadAsync(query, cancellationToken);
                return new JsonAnswer<PushPage>(page, ListingJson.Relaxed.PushPage);
            },
            cancellationToken);
}
