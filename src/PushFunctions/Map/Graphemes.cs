using System.Globalization;

namespace PushFunctions.Map;

/// <summary>Cuts a text between characters as a reader sees them.</summary>
public static class Graphemes
{
    /// <param name="length">How long it may be.</param>
    /// <param name="measure">How long a part is; its UTF-16 units when left out.</param>
    /// <returns>The longest beginning that is not longer and splits no grapheme.</returns>
    public static string Cut(string text, int length, Func<string, int>? measure = null)
    {
        measure ??= part => part.Length;
        var (end, used) = (0, 0);
        while (end < text.Length)
        {
            var next = end + StringInfo.GetNextTextElementLength(text, end);
            used += measure(text[end..next]);
            if (used > length) return text[..end];
            end = next;
        }

        return text;
    }
}
