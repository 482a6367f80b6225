using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Events;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Replay;

/// <summary>Which dead letters a request is about, and where the list of them is to go on.</summary>
/// <param name="App">Whose users; messages are of no app.</param>
/// <param name="PushId">Of which push; null: of any.</param>
/// <param name="Kind">Of which kind; null: of both.</param>
/// <param name="Since">Not older than this.</param>
/// <param name="Until">Older than this.</param>
/// <param name="Limit">Most of the page.</param>
/// <param name="After">The key of the last one of the page before; empty for the first page.</param>
public sealed partial record LetterQuery(
    string App, string? PushId, LetterKind? Kind, DateTimeOffset? Since, DateTimeOffset? Until, int Limit, string After)
{
    private const int Entries = 50;

    /// <summary>What may stand in the address.</summary>
    private static readonly string[] Names =
        ["app", "pushId", "kind", "since", "until", "limit", "cursor", "count"];

    /// <summary>Follows all keys that begin with a moment.</summary>
    private const char Behind = '}';

    private static readonly Dictionary<string, LetterKind> Kinds =
        Enum.GetValues<LetterKind>().ToDictionary(kind => kind.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>The partitions that are read.</summary>
    public IReadOnlyList<string> Partitions =>
    [
        .. Kind == LetterKind.Messages ? [] : new[] { PushId is null ? App : DeadLetterRow.PartitionOf(App, PushId) },
        .. Kind == LetterKind.Users || PushId is not null ? [] : new[] { DeadLetterRow.NoApp },
    ];

    /// <summary>All keys are behind this one.</summary>
    public string From
    {
        get
        {
            var until = Until is { } end ? $"{NewestFirst.KeyOf(end)}{Behind}" : "";
            return string.CompareOrdinal(After, until) > 0 ? After : until;
        }
    }

    /// <summary>All keys are before this one; null: there is no such.</summary>
    public string? To => Since is { } begin ? $"{NewestFirst.KeyOf(begin)}{Behind}" : null;

    /// <summary>Whether a text has the form of a letter's key.</summary>
    public static bool IsKey(string text) => Key().IsMatch(text);

    /// <returns>The query, or all that is wrong.</returns>
    public static (LetterQuery? Query, IReadOnlyList<FieldError> Errors) Read(HttpRequest request, string app)
    {
        var errors = KnownQuery.FindUnknown(request, Names).ToList();
        var kind = ReadKind(request, errors);
        var pushId = ReadPush(request, kind, errors);
        var (since, until) = (ReadMoment(request, "since", errors), ReadMoment(request, "until", errors));
        if (since >= until) errors.Add(QueryProblem.Error("since", "is not before until, so nothing can be between."));
        var page = PageRequest.Read(request, Entries, IsKey, errors);
        return errors.Count > 0 ? (null, errors) : (new(app, pushId, kind, since, until, page.Limit, page.After), []);
    }

    private static LetterKind? ReadKind(HttpRequest request, List<FieldError> errors)
    {
        if (!request.Query.ContainsKey("kind")) return null;
        var name = request.Query["kind"].ToString();
        if (Kinds.TryGetValue(name, out var kind)) return kind;
        errors.Add(QueryProblem.Error(
            "kind", $"is '{EventNames.Shorten(name)}', which is none of {string.Join(", ", Kinds.Keys)}."));
        return null;
    }

    private static string? ReadPush(HttpRequest request, LetterKind? kind, List<FieldError> errors)
    {
        if (!request.Query.ContainsKey("pushId")) return null;
        var id = request.Query["pushId"].ToString();
        if (!PushIds.IsValid(id))
            errors.Add(QueryProblem.Error("pushId", $"is '{EventNames.Shorten(id)}', which is no push's id."));
        else if (kind == LetterKind.Messages)
            errors.Add(QueryProblem.Error("pushId", "cannot be asked for with kind=messages, which are of no push."));
        return id;
    }

    private static DateTimeOffset? ReadMoment(HttpRequest request, string name, List<FieldError> errors)
    {
        if (!request.Query.ContainsKey(name)) return null;
        if (Moments.TryParse(request.Query[name].ToString()) is { } moment) return moment;
        errors.Add(QueryProblem.Error(name, $"{Moments.Form} A '+' has to be written as %2B."));
        return null;
    }

    [GeneratedRegex(@"^[0-9]{19}\|[0-9A-Za-z|-]{1,100}\z")]
    private static partial Regex Key();
}

/// <summary>What a dead letter is.</summary>
public enum LetterKind
{
    Users,

    Messages,
}
