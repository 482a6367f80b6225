using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Problems;

namespace PushFunctions.Replay;

/// <summary>Reads which dead letters a request is about, and whether it asks for counts alone.</summary>
public sealed class LetterRequest(KnownApps apps)
{
    /// <returns>The query, or what is wrong.</returns>
    public (LetterQuery? Query, bool OnlyCount, Problem? Problem) Read(HttpRequest request)
    {
        var (app, problem) = apps.Read(request);
        if (problem is not null) return (null, false, problem);
        var (query, wrong) = LetterQuery.Read(request, app);
        var errors = wrong.ToList();
        var onlyCount = CountQuery.Read(request, errors);
        return errors.Count > 0 ? (null, false, QueryProblem.Of(errors)) : (query, onlyCount, null);
    }
}
