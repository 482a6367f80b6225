using System.Globalization;

namespace PushFunctions.Map;

/// <summary>Cuts a text between characters as a reader sees them.</summary>
public static class Graphemes
{
    /// <returns>
    /// The longest beginning of at most <paramref name="length"/> UTF-16 units that splits no grapheme.
    /// </returns>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length) return text;
        var end = 0;
        while (true)
        {
            var next = end + StringInfo.GetNextTextElementLength(text, end);
            if (next > length) return text[..end];
            end = next;
        }
    }
}
