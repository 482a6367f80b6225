using System.Text;
using System.Text.RegularExpressions;

namespace PushFunctions.Templates;

/// <summary>Reads the words of an expression, and what is in quotes and brackets as one word each.</summary>
internal static partial class TemplateWords
{
    /// <summary>Puts a letter in the place of each that stands in quotes or brackets.</summary>
    /// <returns>A text of the same length; null: a quote or bracket has no end, or a quote stands in a word.</returns>
    public static string? Blank(string text)
    {
        var blank = new StringBuilder(text.Length);
        var at = 0;
        while (at < text.Length)
        {
            var letter = text[at];
            var close = letter switch { '\'' or '"' => letter, '[' => ']', _ => '\0' };
            blank.Append(letter);
            at++;
            if (close == '\0') continue;
            // The engine knows a quote only where a word begins.
            if (close != ']' && at > 1 && text[at - 2] is not (' ' or '\t' or '\r' or '\n' or '(' or '=')) return null;
            var end = text.IndexOf(close, at);
            if (end < 0 || (close != ']' && text.AsSpan(at, end - at).Contains('\\'))) return null;
            blank.Append('_', end - at).Append(close);
            at = end + 1;
        }

        return blank.ToString();
    }

    /// <summary>The words of an expression with their places in it.</summary>
    public static IEnumerable<(int Index, string Word)> ReadAll(string text) =>
        Blank(text) is not { } blank ? [] : Words().Matches(blank)
            .Select(word => (word.Index, text.Substring(word.Index, word.Length)));

    [GeneratedRegex(@"[^\s()~]+")]
    private static partial Regex Words();
}
