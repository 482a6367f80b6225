namespace PushFunctions.Templates;

/// <summary>What stands between double braces in a template.</summary>
/// <param name="Index">Where its text begins in the template.</param>
/// <param name="Text">All between the braces.</param>
/// <param name="IsRemark">It is a remark, or within one.</param>
/// <param name="IsEscaped">A backslash stands in front, and no other one: the engine prints it as it is.</param>
/// <param name="IsSure">It stands in two braces, behind no backslash: the engine reads it just so.</param>
/// <param name="IsWhole">Two closing braces end it, or the template ends first: the engine says that.</param>
internal sealed record TemplateTag(
    int Index, string Text, bool IsRemark, bool IsEscaped, bool IsSure, bool IsWhole)
{
    private const string Open = "{{";
    private const string Close = "}}";
    private const int MostBraces = 3;

    /// <summary>What it opens, if anything: <c>if data.x</c> of <c>{{#if data.x}}</c>.</summary>
    public bool IsBlock => Sign is '#' or '^' && !IsElse;

    public bool IsEnd => Sign == '/';

    public bool IsElse => Trimmed is "else" or "^" || Trimmed.StartsWith("else ", StringComparison.Ordinal);

    /// <summary>Where <see cref="Inside"/> begins in the template.</summary>
    public int InsideIndex => Index + Text.Length - Text.TrimStart('~', '#', '^', '&', ' ', '\t', '\r', '\n').Length;

    /// <summary>The text without signs in front.</summary>
    public string Inside => Text[(InsideIndex - Index)..];

    private string Trimmed => Text.Trim('~', ' ', '\t', '\r', '\n');

    private char Sign => Trimmed.Length > 0 ? Trimmed[0] : ' ';

    /// <summary>
    /// All of a template. A text in quotes may hold braces for the engine; here it ends at the first one, and what is
    /// not whole is refused, so that no block can hide in it.
    /// </summary>
    public static IReadOnlyList<TemplateTag> ReadAll(string template)
    {
        var tags = new List<TemplateTag>();
        var (at, endOfRemark) = (template.IndexOf(Open, StringComparison.Ordinal), 0);
        while (at >= 0)
        {
            var begin = at;
            while (begin < template.Length && template[begin] == '{') begin++;
            var end = begin;
            while (end < template.Length && template[end] is not ('{' or '}')) end++;
            var text = template[begin..end];
            // Behind a backslash the engine may take it for text, and what is in it for more than a remark.
            var hasBackslash = at > 0 && template[at - 1] == '\\';
            if (at >= endOfRemark && !hasBackslash && text.TrimStart('~', ' ').StartsWith('!'))
                endOfRemark = EndOfRemark(template, text, begin);
            var isRemark = at < endOfRemark;
            tags.Add(new(
                begin, text, isRemark,
                IsEscaped: hasBackslash && (at == 1 || template[at - 2] != '\\'),
                IsSure: !isRemark && !hasBackslash && begin - at == Open.Length,
                IsWhole: begin - at <= MostBraces
                    && (end == template.Length || template.AsSpan(end).StartsWith(Close))));
            at = template.IndexOf(Open, end, StringComparison.Ordinal);
        }

        return tags;
    }

    private static int EndOfRemark(string template, string text, int begin)
    {
        var isLong = text.TrimStart('~', ' ').StartsWith("!--", StringComparison.Ordinal);
        var end = template.IndexOf(isLong ? $"--{Close}" : Close, begin, StringComparison.Ordinal);
        return end < 0 ? template.Length : end;
    }
}
