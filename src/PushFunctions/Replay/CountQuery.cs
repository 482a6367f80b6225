using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;

namespace PushFunctions.Replay;

/// <summary>Whether a request asks for counts alone.</summary>
public static class CountQuery
{
    /// <summary>Reads <c>?count=</c>; without it, no.</summary>
    /// <param name="errors">Gets one more when it is wrong.</param>
    public static bool Read(HttpRequest request, List<FieldError> errors)
    {
        if (!request.Query.ContainsKey("count")) return false;
        if (bool.TryParse(request.Query["count"], out var onlyCount)) return onlyCount;
        errors.Add(QueryProblem.Error("count", "is neither true nor false."));
        return false;
    }
}
