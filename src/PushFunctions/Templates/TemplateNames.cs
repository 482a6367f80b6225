namespace PushFunctions.Templates;

/// <summary>
/// Finds names that no data can have: all begin with <c>data</c>, <c>user</c> or <c>push</c>, but for those of an item
/// inside a block that looks into one.
/// </summary>
internal static class TemplateNames
{
    private const string Root = "@root";

    private static readonly string[] Known = [TemplateData.DataName, TemplateData.UserName, TemplateData.PushName];

    private static readonly string[] Words =
        ["else", "if", "unless", "each", "with", "lookup", "true", "false", "null", "undefined"];

    /// <returns>What is wrong, or null.</returns>
    public static string? FindProblem(IReadOnlyList<TemplateTag> tags)
    {
        // Of each open block, whether names are those of an item in it.
        var blocks = new Stack<bool>();
        foreach (var tag in tags.Where(
            tag => !tag.IsRemark && !tag.IsEscaped && !tag.Inside.StartsWith('!')))
        {
            if (tag.IsEnd)
            {
                blocks.TryPop(out _);
                continue;
            }

            // What stands behind 'else' is outside of its block.
            if (tag.IsElse) blocks.TryPop(out _);
            var words = TemplateWords.ReadAll(tag.Inside).ToList();
            foreach (var (index, word) in words.TakeWhile(word => word.Word is not "as"))
            {
                if (Unknown(word, isOfItem: blocks.Contains(true)) is { } name)
                {
                    return $"is wrong at position {tag.InsideIndex + index + 1}: '{name}' is no field; all begin with "
                        + $"{Known[0]}, {Known[1]} or {Known[2]}, such as {Known[0]}.{name}.";
                }
            }

            if (tag.IsBlock || tag.IsElse) blocks.Push(LooksInto(words.Select(word => word.Word).ToList()));
        }

        return null;
    }

    private static bool LooksInto(List<string> words) => words switch
    {
        [] or ["else"] or ["^"] => false,
        ["else", "if" or "unless", ..] or ["if" or "unless", ..] => false,
        _ => true,
    };

    /// <returns>The first step of a name that must not be; null: it may be, or cannot be told.</returns>
    private static string? Unknown(string word, bool isOfItem)
    {
        var value = word;
        if (word[0] is not ('\'' or '"' or '[') && word.IndexOf('=', StringComparison.Ordinal) is > 0 and var sign)
            value = word[(sign + 1)..];
        if (value is "this" or "." || value.StartsWith("..", StringComparison.Ordinal)) return null;
        if (value.StartsWith(Root, StringComparison.Ordinal))
        {
            value = value[Root.Length..].TrimStart('.', '/');
            isOfItem = false;
        }

        foreach (var here in (string[])["this.", "this/", "./"])
        {
            if (value.StartsWith(here, StringComparison.Ordinal)) value = value[here.Length..];
        }

        if (isOfItem || value.Length == 0 || char.IsAsciiDigit(value[0])) return null;
        if (value[0] is '\'' or '"' or '@' or '-' or '|' or '/') return null;
        var step = value[0] == '['
            ? value[1..].Split(']')[0]
            : value.Split('.', '/')[0];
        return Known.Contains(step) || Words.Contains(value) ? null : step;
    }
}
