using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.Replay;

/// <summary>
/// Finds what nobody reads behind an address's question mark: a filter that is misspelt would mean everything.
/// </summary>
public static class KnownQuery
{
    /// <summary>What the platform reads, on any address: its key.</summary>
    private static readonly string[] OfPlatform = ["code", "clientId"];

    /// <param name="request">The request.</param>
    /// <param name="known">The names that are read, whatever their case.</param>
    public static IEnumerable<FieldError> FindUnknown(HttpRequest request, IReadOnlyList<string> known) =>
        from name in request.Query.Keys
        where !known.Concat(OfPlatform).Contains(name, StringComparer.OrdinalIgnoreCase)
        select QueryProblem.Error(EventNames.Shorten(name), $"is not known; known are {string.Join(", ", known)}.");
}
