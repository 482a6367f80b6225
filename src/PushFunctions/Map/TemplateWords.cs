using System.Text.RegularExpressions;

namespace PushFunctions.Map;

/// <summary>
/// Finds wrong helpers and partials, which the engine notices only where it fills them:
/// some data might never come there.
/// </summary>
public static partial class TemplateWords
{
    private static readonly string[] Helpers = ["if", "unless", "each", "with", "lookup", "else"];

    /// <returns>What is wrong, or null.</returns>
    public static string? FindUnknown(string template)
    {
        var expressions = Expressions().Matches(template)
            .Select(expression => expression.Groups["inside"].Value)
            .ToList();
        if (expressions.Find(inside => inside.StartsWith('>')) is { } partial)
            return $"there are no partials; '{partial}' cannot be filled.";
        if (expressions.Exists(inside => ShortLookup().IsMatch(inside)))
            return "'lookup' needs what to look in and what to look for.";
        var unknown = expressions.SelectMany(inside => Calls().Matches(inside))
            .Select(call => call.Groups["name"].Value)
            .FirstOrDefault(name => !Helpers.Contains(name));
        return unknown is null
            ? null
            : $"there is no helper '{unknown}'; there are {string.Join(", ", Helpers[..^1])}.";
    }

    [GeneratedRegex(@"\{\{[{~#^&\s]*(?<inside>[^}]*)")]
    private static partial Regex Expressions();

    [GeneratedRegex(@"(^|\(\s*)lookup(\s+[^\s()~]+)?\s*($|[)~])")]
    private static partial Regex ShortLookup();

    // A name that something follows, at the beginning of an expression or of one in parentheses.
    [GeneratedRegex(@"(^|\(\s*)(?<name>[^\s{}()~!/][^\s{}()~]*)\s+(?=[^\s}~)])")]
    private static partial Regex Calls();
}
