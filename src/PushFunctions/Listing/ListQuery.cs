using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Listing;

/// <summary>Which pushes a request asks for, and where the list of them is to go on.</summary>
/// <param name="App">Whose.</param>
/// <param name="State">In which state; null: in any.</param>
/// <param name="Type">Of which type; null: of any.</param>
/// <param name="Limit">Most pushes of the page.</param>
/// <param name="After">The last place of the page before.</param>
public sealed record ListQuery(string App, PushState? State, string? Type, int Limit, ListPlace After)
{
    private const int Entries = 50;

    /// <summary>A state that few have is looked for among as many pushes at least.</summary>
    private const int LeastCandidates = 200;

    private static readonly Dictionary<string, PushState> States =
        Enum.GetValues<PushState>().ToDictionary(state => state.ToString().ToLowerInvariant());

    private static readonly string StateNames = string.Join(", ", States.Keys);

    /// <summary>Most pushes that are looked for; one more than the page shows tells that another follows.</summary>
    public int Candidates => State is null ? Limit + 1 : Math.Max(Limit + 1, LeastCandidates);

    /// <summary>Whether an open push may be in this state.</summary>
    public bool IsOfOpen => State is null or PushState.Waiting or PushState.Sending or PushState.Stalled;

    /// <summary>Whether just those that are held may have not ended in this state.</summary>
    public bool IsOfHeld => State is PushState.Paused or PushState.Cancelled;

    /// <summary>Whether a push that has ended, or whose time is far, may be in this state.</summary>
    public bool IsOfListed =>
        State is null or PushState.Waiting or PushState.Finished or PushState.Cancelled;

    /// <returns>The query, or all that is wrong.</returns>
    public static (ListQuery? Query, IReadOnlyList<FieldError> Errors) Read(HttpRequest request, string app)
    {
        var errors = new List<FieldError>();
        var state = ReadState(request, errors);
        var type = ReadType(request, errors);
        var page = PageRequest.Read(request, Entries, ListPlace.IsPlace, errors);
        return errors.Count > 0 ? (null, errors) : (new(app, state, type, page.Limit, ListPlace.Parse(page.After)), []);
    }

    private static PushState? ReadState(HttpRequest request, List<FieldError> errors)
    {
        if (!request.Query.ContainsKey("state")) return null;
        var name = request.Query["state"].ToString();
        if (States.TryGetValue(name, out var state)) return state;
        errors.Add(QueryProblem.Error("state", $"is '{EventNames.Shorten(name)}', which is none of {StateNames}."));
        return null;
    }

    private static string? ReadType(HttpRequest request, List<FieldError> errors)
    {
        if (!request.Query.ContainsKey("type")) return null;
        if (request.Query["type"] is [{ } type] && EventNames.IsName(type)) return type;
        errors.Add(QueryProblem.Error(
            "type", $"is no type of events; give one of 1 to {EventNames.MaxLength} characters, or leave it out."));
        return null;
    }
}
