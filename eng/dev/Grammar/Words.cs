namespace PushFunctions.Dev.Grammar;

/// <summary>Texts that programs stumble over.</summary>
internal static class Words
{
    private const int Long = 10_000;

    private static readonly IReadOnlyList<string> Odd =
    [
        "", " ", ".", "..", "/", "a/b", "../../etc/passwd", "%", "%2F", "%00", "%zz", "a%2Fb%25", "\\", "#", "?", "a|b",
        "\0", "a\0b", "\r\n", "\t", "\u001f", "\u007f", "\u0085", "'", "\"", "';--", "`", "null", "true",
        "undefined", "NaN",
        "{{data.order}}", "{{#each data}}", "{{{", "}}", "{{> partial}}", "<script>", "&amp;", "$batch", "push", "open",
        "é", "e\u0301", "ﬃ", "ẞ", "İ", "日本語", "👩‍👩‍👧‍👦", "🇩🇪", "\u202eabc", "\ufeff", "\ufffd",
        "\ud83d\ude00", "\u2028", "z\u0335\u0321",
        "0", "-1", "1e9", "00000000000000000000", "2026-02-30", "9999-12-31T23:59:59Z", "aux", "con", "__proto__",
        "constructor", new('a', 64), new('a', 65), new('a', 1_024), new('a', 1_025), new('/', 300),
    ];

    /// <summary>A text of valid Unicode.</summary>
    public static string Any(Dice dice) => dice.Below(12) switch
    {
        0 => new('x', Long),
        1 => string.Concat(Enumerable.Repeat(dice.Of(Odd), dice.Below(40))),
        2 => dice.Of(Odd) + dice.Of(Odd),
        < 6 => $"word{dice.Below(1_000)}",
        _ => dice.Of(Odd),
    };

    /// <summary>A text that is no user's id.</summary>
    public static string NoUser(Dice dice) => dice.Of(
        "", " ", "Ada", "a b", "a/b", "%61", "ä", "a\0", "a,b", "a\n", "ada ", "😀", new string('a', 65),
        new string('a', Long));

    /// <summary>A text that is no event's id: empty, too long, or with control characters.</summary>
    public static string NoName(Dice dice) => dice.Of(
        "", "\0", "a\nb", "\u0085", new string('i', 1_025), new string('i', Long), new string('/', Long), "a\u001f");
}
