using System.Text;
using System.Text.Json;

namespace PushFunctions.Dev.Grammar;

/// <summary>Events of our own form that must be refused, whatever else is in them.</summary>
internal static class BrokenEvents
{
    private const int OverTheLimit = 1024 * 1024 + 1;

    private static readonly IReadOnlyList<(string Kind, Func<Dice, string> Text)> Ways =
    [
        ("member missing", dice => $"{PlainEvents.Valid(dice).Without(dice.Of("id", "type", "to"))}"),
        ("id of no string", dice => $"{PlainEvents.Valid(dice).With("id", JsonText.NotA(dice, JsonValueKind.String))}"),
        ("type of no string", dice =>
            $"{PlainEvents.Valid(dice).With("type", JsonText.NotA(dice, JsonValueKind.String))}"),
        ("app of no string", dice =>
            $"{PlainEvents.Valid(dice).With("app", JsonText.NotA(dice, JsonValueKind.String))}"),
        ("to of no object", dice => $"{PlainEvents.Valid(dice).With("to", JsonText.NotA(dice, JsonValueKind.Object))}"),
        ("push of no object", dice =>
            $"{PlainEvents.Valid(dice).With("push", JsonText.NotA(dice, JsonValueKind.Object))}"),
        ("bad name", dice => $"{PlainEvents.Valid(dice).With(dice.Of("id", "type"), JsonText.Of(Words.NoName(dice)))}"),
        ("bad user", dice => To(dice, $$"""{"user":{{JsonText.Of(Words.NoUser(dice))}}}""")),
        ("bad user among good ones", dice =>
            To(dice, $$"""{"users":["ada",{{JsonText.Of(Words.NoUser(dice))}},"bob"]}""")),
        ("user of no string", dice => To(dice, $$"""{"user":{{dice.Of("null", "1", "true", "[]", "[\"ada\"]")}}}""")),
        ("users of no list", dice =>
            To(dice, $$"""{"users":{{dice.Of("null", "1", "\"ada\"", "{}", "[]", "[[]]", "[null]")}}}""")),
        ("members of no choice", dice => To(dice, $$"""{"members":{{dice.Of(
            "null", "1", "[]", "{}", "\"fuzz.a\"", "{\"none\":[\"fuzz.a\"]}", "{\"any\":[]}", "{\"any\":\"fuzz.a\"}",
            "{\"any\":[1]}", "{\"all\":[\"Fuzz.a\"]}", "{\"all\":[\"..\"]}",
            "{\"any\":[\"fuzz.a\"],\"not\":[]}")}}}""")),
        ("a label that nobody has", dice =>
            To(dice, $$$"""{"members":{"all":["fuzz.a","no.such.{{{dice.Below(100)}}}"]}}""")),
        ("labels of no list", dice =>
            To(dice, $$"""{"labels":{{dice.Of("null", "1", "{}", "[]", "[null]", "[[]]", "[\"Vip\"]", "\"\"")}}}""")),
        ("too many labels", dice => To(dice, $$"""{"labels":["a","b","c","d","e","f{{dice.Below(10)}}"]}""")),
        ("everyone and not", dice =>
            To(dice, $$"""{"everyone":{{dice.Of("false", "null", "1", "\"true\"", "{}")}}}""")),
        ("nobody", dice => To(dice, "{}")),
        ("both", dice => To(dice, """{"user":"ada","users":["bob"]}""")),
        ("too many users", dice => To(dice, Crowd(dice))),
        ("unknown app", dice => $"{PlainEvents.Valid(dice).With("app", "\"elsewhere\"")}"),
        ("unknown type", dice => $"{PlainEvents.Mapped(dice).With("type", JsonText.Of($"no.such.{dice.Below(100)}"))}"),
        ("unknown strategy", dice =>
            $"{PlainEvents.Valid(dice).With("strategy", dice.Of("5", "-1", "1.5", "1e400", "\"loud\"", "[]", "{}"))}"),
        ("title too long", dice =>
            $"{PlainEvents.WithMessage(dice).With("push", $$"""{"title":"{{new string('t', 33)}}","content":"x"}""")}"),
        ("member twice", dice => $"{{\"{dice.Of("id", "type", "to")}\":1,{PlainEvents.Valid(dice).ToString()[1..]}"),
        ("member twice inside", dice => Data(dice, """{"a":1,"b":{"c":1,"c":2}}""")),
        ("too deep", dice => Data(dice, JsonText.Deep(dice, dice.Of(64, 65, 100, 5_000, 100_000)))),
        ("message too deep", dice => PlainEvents.WithMessage(dice).With(
            "push", $$"""{"title":"x","content":"x","other":{{JsonText.Deep(dice, dice.Of(32, 40, 60, 61, 62))}}}""")
            .ToString()),
        ("half a surrogate pair", dice =>
            Data(dice, $"{{\"a\":\"{dice.Of("\\ud800", "\\udc00", "x\\uD83D", "\\udfff\\ud800")}\"}}")),
        ("half a pair in a name", dice => Data(dice, "{\"\\ud800\":1}")),
        ("half a pair in the id", dice => $"{PlainEvents.Valid(dice).With("id", "\"\\udc00\"")}"),
        ("no object", dice =>
            dice.Of("", " ", "[]", "null", "1", "\"text\"", "true", "[{}]", "\0", "{", "}", "nul", "'a'")),
        ("a value that is none", dice =>
            Data(dice, dice.Of("NaN", "Infinity", "undefined", "01", "+1", ".5", "1.", "0x1", "'a'", "1e", "-"))),
        ("comment", dice => $"/* hello */{PlainEvents.Valid(dice)}"),
        ("trailing comma", dice => $"{PlainEvents.Valid(dice).ToString()[..^1]},}}"),
        ("something behind", dice => $"{PlainEvents.Valid(dice)}{dice.Of("{}", "x", "]", "}", ",", "\0")}"),
        ("end missing", dice => CutOff(dice, PlainEvents.Valid(dice).ToString())),
        ("bad escape", dice =>
            Data(dice, dice.Of("\"\\x\"", "\"\\u12\"", "\"\\u{1}\"", "\"\\\"", "\"a\nb\"", "\"a\0b\""))),
        ("too large", dice => Data(dice, $"\"{new string('x', OverTheLimit + dice.Below(500_000))}\"")),
    ];

    public static (string Kind, WireRequest Request) Create(Dice dice)
    {
        switch (dice.Below(10))
        {
            case 0:
                return ("bytes that are no UTF-8", WireRequest.Json(PlainEvents.Target, NoUtf8(dice)));
            case 1:
                var type = dice.Of(
                    "text/plain", "application/xml", "application/x-www-form-urlencoded", "json", "multipart/form-data",
                    "application/cloudevents+xml", "application/cloudevents", "/", ";", "application/jso\u00f1", "*/*");
                return ("content type", WireRequest.Json(PlainEvents.Target, $"{PlainEvents.Valid(dice)}", type));
            case 2:
                var typed = WireRequest.Json(PlainEvents.Target, $"{PlainEvents.Valid(dice)}");
                return ("no content type", typed.Without("Content-Type"));
            default:
                var (kind, text) = dice.Of(Ways);
                var framing = dice.OneIn(5) ? Framing.Chunks : Framing.Length;
                return (kind, WireRequest.Json(PlainEvents.Target, text(dice)) with { Framing = framing });
        }
    }

    private static string To(Dice dice, string to) => $"{PlainEvents.Valid(dice).With("to", to)}";

    private static string Data(Dice dice, string data) => $"{PlainEvents.Valid(dice).With("data", data)}";

    private static string CutOff(Dice dice, string text) => text[..(1 + dice.Below(text.Length - 1))];

    private static string Crowd(Dice dice) =>
        $$"""{"users":["u{{string.Join("\",\"u", Enumerable.Range(0, 10_001 + dice.Below(100)))}}"]}""";

    private static byte[] NoUtf8(Dice dice)
    {
        var text = PlainEvents.Valid(dice).With("data", "{\"a\":\"#\"}").ToString();
        if (dice.OneIn(4)) return Encoding.Unicode.GetBytes(text);
        var bytes = Encoding.UTF8.GetBytes(text);
        var at = Array.LastIndexOf(bytes, (byte)'#');
        byte[] wrong = dice.Of<byte[]>(
            [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0x80], [0xe2, 0x82]);
        return [.. bytes[..at], .. wrong, .. bytes[(at + 1)..]];
    }
}
