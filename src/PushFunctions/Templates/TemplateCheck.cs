using System.Text.RegularExpressions;

namespace PushFunctions.Templates;

/// <summary>
/// Finds what is wrong with a template before it is compiled: what would cost too much, and the wrong helpers and
/// partials that the engine notices only where it fills them; some data might never come there.
/// </summary>
internal static partial class TemplateCheck
{
    private static readonly string[] Helpers = ["if", "unless", "each", "with", "lookup", "else"];

    /// <summary>Whether a text has anything to be filled.</summary>
    public static bool IsTemplate(string text) => text.Contains("{{", StringComparison.Ordinal);

    public static int CountExpressions(string text) => Expressions().Count(text);

    /// <returns>What is wrong, or null.</returns>
    public static string? FindProblem(string template)
    {
        if (template.Length > TemplateLimits.TemplateLength)
            return $"has {template.Length:N0} characters; at most {TemplateLimits.TemplateLength:N0} are allowed.";
        var expressions = Expressions().Matches(template);
        if (expressions.Count > TemplateLimits.Expressions)
            return $"has {expressions.Count:N0} expressions; at most {TemplateLimits.Expressions} are allowed.";
        if (Deepest(template) is var depth and > TemplateLimits.Depth)
            return $"has blocks {depth} deep inside each other; at most {TemplateLimits.Depth} are allowed.";
        return expressions
            .Select(expression => FindProblem(expression.Groups["inside"]))
            .FirstOrDefault(problem => problem is not null);
    }

    /// <summary>Says where an exception of the engine's arose, as far as it or the template tells.</summary>
    public static string Place(string template, Exception exception)
    {
        // The innermost one says most; what is around it only repeats that something went wrong.
        var message = exception.GetBaseException().Message.ReplaceLineEndings(" ").Trim();
        if (EnginePlace().Match(message) is { Success: true } place)
        {
            return $"line {place.Groups["line"]}, position {place.Groups["position"]}: "
                + message[..place.Index].TrimEnd();
        }

        return OpenBlock(template) is { } open
            ? $"position {open.Index + 1}: the block '{open.Value}' is not closed. {message}"
            : message;
    }

    private static string? FindProblem(Group inside)
    {
        var text = inside.Value;
        if (text.StartsWith('!')) return null;
        if (text.StartsWith('>'))
            return $"is wrong at position {inside.Index + 1}: there are no partials; '{text}' cannot be filled.";
        if (ShortLookup().IsMatch(text))
            return $"is wrong at position {inside.Index + 1}: 'lookup' needs what to look in and what to look for.";
        var unknown = Calls().Matches(text).Select(call => call.Groups["name"])
            .FirstOrDefault(name => !Helpers.Contains(name.Value));
        return unknown is null
            ? null
            : $"is wrong at position {inside.Index + unknown.Index + 1}: there is no helper '{unknown.Value}'; "
                + $"there are {string.Join(", ", Helpers[..^1])}.";
    }

    private static int Deepest(string template)
    {
        var (depth, deepest) = (0, 0);
        foreach (Match tag in Tags().Matches(template))
        {
            depth = Math.Max(0, depth + (tag.Groups["kind"].ValueSpan is "/" ? -1 : 1));
            deepest = Math.Max(deepest, depth);
        }

        return Math.Max(deepest, DeepestParentheses(template));
    }

    private static int DeepestParentheses(string template)
    {
        var deepest = 0;
        foreach (Match expression in Expressions().Matches(template))
        {
            var depth = 0;
            foreach (var letter in expression.ValueSpan)
            {
                depth += letter switch { '(' => 1, ')' => -1, _ => 0 };
                deepest = Math.Max(deepest, depth);
            }
        }

        return deepest;
    }

    /// <summary>The first block that nothing closes.</summary>
    private static Match? OpenBlock(string template)
    {
        var open = new Stack<Match>();
        foreach (Match tag in Tags().Matches(template))
        {
            if (tag.Groups["kind"].ValueSpan is not "/") open.Push(tag);
            else if (!open.TryPop(out _)) return null;
        }

        return open.LastOrDefault();
    }

    [GeneratedRegex(@"\{\{[{~#^&\s]*(?<inside>[^}]*)")]
    private static partial Regex Expressions();

    // The beginning and the end of a block.
    [GeneratedRegex(@"\{\{\{?~?\s*(?<kind>[#^](?=\s*[^\s~}])|/)[^}]*\}*")]
    private static partial Regex Tags();

    [GeneratedRegex(@"(^|\(\s*)lookup(\s+[^\s()~]+)?\s*($|[)~])")]
    private static partial Regex ShortLookup();

    // A name that something follows, at the beginning of an expression or of one in parentheses.
    [GeneratedRegex(@"(^|\(\s*)(?<name>[^\s{}()~!/\[][^\s{}()~\[]*)\s+(?=[^\s}~)])")]
    private static partial Regex Calls();

    [GeneratedRegex(@"Occured at: ?(?<line>\d+):(?<position>\d+)")]
    private static partial Regex EnginePlace();
}
