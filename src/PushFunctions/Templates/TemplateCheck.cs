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

    public static int CountExpressions(string text) => TemplateTag.ReadAll(text).Count;

    /// <returns>What is wrong, or null.</returns>
    public static string? FindProblem(string template)
    {
        if (template.Length > TemplateLimits.TemplateLength)
            return $"has {template.Length:N0} characters; at most {TemplateLimits.TemplateLength:N0} are allowed.";
        var tags = TemplateTag.ReadAll(template);
        if (tags.Count > TemplateLimits.Expressions)
            return $"has {tags.Count:N0} expressions; at most {TemplateLimits.Expressions} are allowed.";
        if (Deepest(tags) is var depth and > TemplateLimits.Depth)
            return $"has blocks {depth} deep inside each other; at most {TemplateLimits.Depth} are allowed.";
        return tags.Where(tag => !tag.IsRemark).Select(FindProblem).FirstOrDefault(problem => problem is not null)
            ?? TemplateNames.FindProblem(tags);
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
            ? $"position {open.Index + 1}: the block '{open.Text}' is not closed. {message}"
            : message;
    }

    private static string? FindProblem(TemplateTag tag)
    {
        var place = $"is wrong at position {tag.InsideIndex + 1}:";
        if (!tag.IsWhole)
        {
            return $"{place} a brace stands inside an expression, or there are too many. Write {{{{…}}}} or "
                + "{{{…}}}, without braces inside.";
        }

        if (TemplateWords.Blank(tag.Inside) is not { } text)
        {
            return $"{place} a quote or bracket has no end, stands inside a name, or holds a backslash. "
                + "Write names with such signs in brackets.";
        }

        if (text.StartsWith('!')) return null;
        if (text.StartsWith('>')) return $"{place} there are no partials; '{tag.Inside}' cannot be filled.";
        if (ShortLookup().IsMatch(text)) return $"{place} 'lookup' needs what to look in and what to look for.";
        var unknown = Calls().Matches(text).Select(call => call.Groups["name"])
            .FirstOrDefault(name => !Helpers.Contains(name.Value));
        return unknown is null
            ? null
            : $"is wrong at position {tag.InsideIndex + unknown.Index + 1}: there is no helper '{unknown.Value}'; "
                + $"there are {string.Join(", ", Helpers[..^1])}.";
    }

    private static int Deepest(IReadOnlyList<TemplateTag> tags)
    {
        var (depth, deepest) = (0, 0);
        foreach (var tag in tags)
        {
            // What may open a block counts, and what may close none does not.
            if (tag.IsBlock) depth++;
            else if (tag is { IsEnd: true, IsSure: true }) depth = Math.Max(0, depth - 1);
            deepest = Math.Max(deepest, Math.Max(depth, DeepestParentheses(tag.Text)));
        }

        return deepest;
    }

    private static int DeepestParentheses(string text)
    {
        var (depth, deepest) = (0, 0);
        foreach (var letter in TemplateWords.Blank(text) ?? text.Replace(')', ' '))
        {
            depth += letter switch { '(' => 1, ')' => -1, _ => 0 };
            deepest = Math.Max(deepest, depth);
        }

        return deepest;
    }

    /// <summary>The first block that nothing closes.</summary>
    private static (int Index, string Text)? OpenBlock(string template)
    {
        var open = new Stack<TemplateTag>();
        foreach (var tag in TemplateTag.ReadAll(template).Where(tag => !tag.IsRemark))
        {
            if (tag.IsBlock) open.Push(tag);
            else if (tag.IsEnd && !open.TryPop(out _)) return null;
        }

        return open.LastOrDefault() is { } first
            ? (first.Index - "{{".Length, $"{{{{{first.Text}}}}}")
            : null;
    }

    [GeneratedRegex(@"(^|\(\s*)lookup(\s+[^\s()~]+)?\s*($|[)~])")]
    private static partial Regex ShortLookup();

    // A name that something follows, at the beginning of an expression or of one in parentheses.
    [GeneratedRegex(@"(^|\(\s*)(?<name>[^\s{}()~!/\[][^\s{}()~\[]*)\s+(?=[^\s}~)])")]
    private static partial Regex Calls();

    [GeneratedRegex(@"Occured at: ?(?<line>\d+):(?<position>\d+)")]
    private static partial Regex EnginePlace();
}
