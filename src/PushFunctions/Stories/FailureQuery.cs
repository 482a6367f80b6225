using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Stories;

/// <summary>Which failed users of a push a request asks for, and where the list of them is to go on.</summary>
/// <param name="Outcomes">How they ended.</param>
/// <param name="Limit">Most users of the page.</param>
/// <param name="From">Where it begins.</param>
public sealed record FailureQuery(IReadOnlySet<UserOutcome> Outcomes, int Limit, FailurePlace From)
{
    private const int Entries = 100;

    private static readonly UserOutcome[] Unless = [UserOutcome.Failed, UserOutcome.Dead, UserOutcome.Unknown];

    private static readonly Dictionary<string, UserOutcome> Words =
        FailureReader.Outcomes.ToDictionary(outcome => outcome.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    /// <returns>The query, or all that is wrong.</returns>
    public static (FailureQuery? Query, IReadOnlyList<FieldError> Errors) Read(HttpRequest request)
    {
        var errors = new List<FieldError>();
        var outcomes = ReadOutcomes(request, errors);
        var page = PageRequest.Read(request, Entries, place => FailurePlace.TryParse(place) is not null, errors);
        return errors.Count > 0 ? (null, errors) : (new(outcomes, page.Limit, FailurePlace.TryParse(page.After)!), []);
    }

    private static HashSet<UserOutcome> ReadOutcomes(HttpRequest request, List<FieldError> errors)
    {
        if (!request.Query.ContainsKey("outcome")) return [.. Unless];
        var asked = request.Query["outcome"].ToString().Split(',');
        var wrong = Array.Find(asked, word => !Words.ContainsKey(word));
        if (wrong is null) return [.. asked.Select(word => Words[word])];
        var known = string.Join(", ", Words.Keys);
        errors.Add(QueryProblem.Error(
            "outcome", $"has '{EventNames.Shorten(wrong)}', which is none of {known}; commas part several."));
        return [];
    }
}
