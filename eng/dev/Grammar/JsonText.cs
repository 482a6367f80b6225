using System.Text;
using System.Text.Json;

namespace PushFunctions.Dev.Grammar;

/// <summary>Makes JSON as text, since a good part of it is to be what no writer would write.</summary>
internal static class JsonText
{
    /// <summary>Most levels of a value that is not meant to be too deep.</summary>
    private const int Levels = 5;

    private static readonly IReadOnlyList<string> Numbers =
    [
        "0", "-0", "1", "-1", "0.1", "1e400", "-1e400", "1e-400", "0.1E+3", "123456789012345678901234567890",
        "2147483648", "9223372036854775808", "1.0000000000000000000001", "3e0", new('9', 2_000),
    ];

    public static string Of(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    /// <summary>A value of any kind, valid.</summary>
    public static string Any(Dice dice, int level = 0) => dice.Below(level < Levels ? 10 : 6) switch
    {
        0 => "null",
        1 => dice.Of("true", "false"),
        2 or 3 => dice.Of(Numbers),
        < 6 => Of(Words.Any(dice)),
        6 or 7 => $"[{string.Join(',', Some(dice, () => Any(dice, level + 1)))}]",
        _ => Object(dice, level),
    };

    /// <summary>An object, valid.</summary>
    public static string Object(Dice dice, int level = 0)
    {
        var names = Some(dice, () => dice.OneIn(3) ? Words.Any(dice) : $"name{dice.Below(100)}");
        var members = names.Distinct(StringComparer.Ordinal).Select(name => $"{Of(name)}:{Any(dice, level + 1)}");
        return $"{{{string.Join(',', members)}}}";
    }

    /// <summary>A value of any kind but one.</summary>
    public static string NotA(Dice dice, JsonValueKind kind)
    {
        IReadOnlyList<(JsonValueKind Kind, string Text)> values =
        [
            (JsonValueKind.Null, "null"), (JsonValueKind.True, "true"), (JsonValueKind.Number, dice.Of(Numbers)),
            (JsonValueKind.String, "\"text\""), (JsonValueKind.Array, "[]"), (JsonValueKind.Array, "[1,\"a\"]"),
            (JsonValueKind.Object, "{}"), (JsonValueKind.Object, "{\"a\":1}"),
        ];
        return dice.Of(values.Where(value => value.Kind != kind).ToList()).Text;
    }

    /// <summary>Lists or objects, one in the other.</summary>
    public static string Deep(Dice dice, int levels)
    {
        var (open, close) = dice.Of(("[", "]"), ("{\"a\":", "}"));
        var text = new StringBuilder(levels * (open.Length + close.Length) + 1);
        text.Insert(0, open, levels).Append('1');
        for (var level = 0; level < levels; level++) text.Append(close);
        return text.ToString();
    }

    private static IEnumerable<string> Some(Dice dice, Func<string> item) =>
        [.. Enumerable.Range(0, dice.Below(6)).Select(_ => item())];
}
