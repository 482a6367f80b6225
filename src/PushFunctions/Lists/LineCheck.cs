using System.Buffers;
using System.Globalization;
using System.Text;
using PushFunctions.Events;

namespace PushFunctions.Lists;

/// <summary>Whether a line is a user id, by the same rule as in events. Pure.</summary>
public static class LineCheck
{
    private const int MaxLength = SortSizes.MaxLine - 1;

    private static readonly SearchValues<byte> Letters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-."u8);

    /// <returns>What is wrong with a line; null: nothing.</returns>
    public static string? FindProblem(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty) return "is empty";
        if (line.Length > MaxLength) return $"is longer than {MaxLength} characters: '{Quote(line[..MaxLength])}…'";
        if (line.IndexOfAnyExcept(Letters) >= 0)
        {
            return char.IsAsciiLetterUpper((char)line[line.IndexOfAnyExcept(Letters)])
                ? $"'{Quote(line)}' is not a user id: {UserId.Form} (no upper-case letters)"
                : $"'{Quote(line)}' is not a user id: {UserId.Form}";
        }

        return line.SequenceEqual("."u8) || line.SequenceEqual(".."u8)
            ? $"'{Quote(line)}' is not a user id: no address can carry it"
            : null;
    }

    /// <summary>As an answer may say it again: what cannot be printed is replaced.</summary>
    private static string Quote(ReadOnlySpan<byte> line) => EventNames.Shorten(string.Concat(
        Encoding.UTF8.GetString(line).Select(
            letter => char.IsControl(letter) || char.GetUnicodeCategory(letter) == UnicodeCategory.Surrogate
                ? '\uFFFD'
                : letter)));
}
