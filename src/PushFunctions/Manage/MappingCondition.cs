using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace PushFunctions.Manage;

/// <summary>What a request wants to be so before it changes something: <c>If-Match</c>, <c>If-None-Match</c>.</summary>
/// <param name="Match">One of these must be there; null asks for nothing.</param>
/// <param name="NoneMatch">None of these may be there; null asks for nothing.</param>
public sealed record MappingCondition(IReadOnlyList<string>? Match, IReadOnlyList<string>? NoneMatch)
{
    private const string Any = "*";

    /// <summary>A header that is no list of tags: what it asks for is not known, so nothing may be changed.</summary>
    public string? Unreadable { get; private init; }

    public static MappingCondition Read(IHeaderDictionary headers)
    {
        var (match, noneMatch) = (Read(headers.IfMatch), Read(headers.IfNoneMatch));
        return new(match, noneMatch)
        {
            Unreadable = match is [] ? HeaderNames.IfMatch : noneMatch is [] ? HeaderNames.IfNoneMatch : null,
        };
    }

    /// <param name="version">The version that is there; null when there is none.</param>
    public bool Holds(string? version) =>
        Unreadable is null
        && (Match is null || IsAmong(Match, version))
        && (NoneMatch is null || !IsAmong(NoneMatch, version));

    private static bool IsAmong(IReadOnlyList<string> tags, string? version) =>
        version is not null && (tags.Contains(Any) || tags.Contains(ETagOf(version)));

    /// <summary>A version as a header gives it.</summary>
    public static string ETagOf(string version) => $"\"{version}\"";

    // A tag that became weak on its way (W/"…") still names the same version.
    private static IReadOnlyList<string>? Read(StringValues header) =>
        header.Count == 0 ? null
        : EntityTagHeaderValue.TryParseStrictList(header, out var tags) ? [.. tags.Select(tag => tag.Tag.ToString())]
        : [];
}
