using System.Globalization;
using AgoraChat.Push;
using PushFunctions.Events;

namespace PushFunctions.PushTemplates;

/// <summary>What the far side's templates may be called and hold. Pure.</summary>
public static class TemplateRules
{
    private const string Form = "{0}, {1} and so on, {$fromNickname}, {$msg} and {$dynamicFrom}";
    private const int MostNumber = 99;

    private static readonly string[] Reserved = ["default", "detail"];

    private static readonly string[] Words = ["$fromNickname", "$msg", "$dynamicFrom"];

    /// <returns>What is wrong with a name; null: nothing.</returns>
    public static string? FindProblem(string name)
    {
        var shown = EventNames.Shorten(name);
        if (name.Length is 0 or > TemplatesClient.MaxNameLength || !name.All(char.IsAsciiLetterOrDigit))
        {
            return $"'{shown}' cannot be a template's name: one has 1 to {TemplatesClient.MaxNameLength} of a-z, A-Z "
                + "and 0-9.";
        }

        return Reserved.Contains(name)
            ? $"'{name}' is one of the push service's own templates ({string.Join(", ", Reserved)}); take another name."
            : null;
    }

    /// <returns>What is wrong with a title or content; null: nothing.</returns>
    public static string? FindTextProblem(string text)
    {
        if (text.Length == 0) return "is empty; the push service wants a title and a content.";
        var numbers = new SortedSet<int>();
        for (var at = text.IndexOf('{', StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf('{', at + 1))
        {
            var end = text.IndexOf('}', at);
            if (end < 0) return $"has '{{' without '}}' at position {at + 1}; placeholders are {Form}.";
            var inner = text[(at + 1)..end];
            if (Words.Contains(inner)) continue;
            if (ReadNumber(inner) is not { } number)
                return $"has '{{{EventNames.Shorten(inner)}}}', which is no placeholder; they are {Form}.";
            numbers.Add(number);
        }

        for (var number = 0; number < numbers.Count; number++)
        {
            if (!numbers.Contains(number))
            {
                return $"has {{{numbers.Max}}} and not {{{number}}}; the message's arguments are counted from 0, "
                    + "without a gap.";
            }
        }

        return null;
    }

    private static int? ReadNumber(string digits) =>
        digits.Length is 1 or 2 && (digits.Length == 1 || digits[0] != '0')
        && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number <= MostNumber
            ? number
            : null;
}
