using System.Text.Json;

namespace PushFunctions.Dev.Grammar;

/// <summary>Mappings as operators put them, and as nobody should.</summary>
internal static class MappingPuts
{
    private const int OverTheLimit = 61_440;

    private static readonly IReadOnlyList<string> BadTemplates =
    [
        "{{", "{{data.order", "{{#if data.order}}", "{{/if}}", "{{#if}}{{/each}}", "{{> part}}", "{{shout data.order}}",
        "{{#each}}", "{{lookup}}", "{{#nothing data}}x{{/nothing}}", "{{else}}{{#if", "{{{data.order}}",
        "{{order}}", "{{dta.order}}", "{{#if data.order}}{{order}}{{/if}}", "{{lookup data '}}'}}", "{{data.[}}]}}",
    ];

    private static readonly IReadOnlyList<string> OddTemplates =
    [
        "{{data.order}}", "{{{data.order}}}", "{{~data.order~}}", "{{#with data}}{{order}}{{/with}}", "{{this}}",
        "{{data.none.at.all}}", "{{! a word }}x", "{{!-- {{data}} --}}x", "\\{{data.order}}", "{{data.[order]}}",
        "{{#each data.list}}{{@index}}{{this}}{{/each}}", "{{lookup data 'order'}}", "{{data.constructor}}",
        "{{#each data.list}}{{#each ../data.list}}{{#each ../../data.list}}xxxxxxxx{{/each}}{{/each}}{{/each}}",
        "{{#each data.list}}{{#each @root.data.list}}{{#each @root.data.list}}x{{/each}}{{/each}}{{/each}}",
        "{{#unless data.order}}a{{else}}b{{/unless}}", "{{user.name}}", "{{../../data}}", "{{@first}}", "{{data}}",
    ];

    private static readonly IReadOnlyList<(string Kind, Func<Dice, string> Text)> Ways =
    [
        ("no such field", dice => $"{Valid(dice).With(Words.Any(dice) + "x", JsonText.Any(dice))}"),
        ("no message", dice => $"{Valid(dice).Without("message")}"),
        ("message of no object", dice => With(dice, "message", JsonText.NotA(dice, JsonValueKind.Object))),
        ("template that does not compile", dice => $"{WithTitle(dice.Of(BadTemplates))}"),
        ("strategy", dice => With(dice, "strategy", dice.Of("5", "\"loud\"", "null", "[]", "1e400"))),
        ("rule", dice => With(dice, dice.Of("onOverflow", "onMissing"), dice.Of("\"cut\"", "1", "null", "{}"))),
        ("expiry", dice => With(dice, "expiresAfter", dice.Of("1", "\"\"", "\"soon\"", "\"-1h\"", "\"P\"", "null"))),
        ("targets", dice => With(dice, "to", dice.Of("{}", "\"ada\"", "{\"user\":\"ada\"}", "{\"users\":[]}", "[]"))),
        ("another type", dice => With(dice, "type", "\"another\"")),
        ("too large", _ => $"{WithTitle(new string('x', OverTheLimit))}"),
        ("too deep", dice => $"{WithTitle("x").With("ext", JsonText.Deep(dice, dice.Of(32, 62, 70, 5_000)))}"),
        ("member twice", dice => $"{{\"message\":{{}},{Valid(dice).ToString()[1..]}"),
        ("half a surrogate pair", _ => """{"message":{"title":"\ud800","content":"x"}}"""),
        ("no JSON", dice => dice.Of("", "{", "null", "[]", "1", "\0", "{\"message\":{\"title\":\"x\",}}")),
    ];

    /// <summary>A mapping for a type of the dice's own; whether it is good is the templates' matter.</summary>
    public static WireRequest Odd(Dice dice)
    {
        var title = dice.OneIn(6) ? dice.Of(BadTemplates) : dice.Of(OddTemplates);
        var text = dice.Below(8) switch
        {
            0 => string.Concat(Enumerable.Repeat(title, 300)),
            1 => $"{Repeat("{{#if data.order}}", 200)}x{Repeat("{{/if}}", 200)}",
            2 => title + dice.Of(OddTemplates),
            _ => title,
        };
        return Put(dice.Name, $"{WithTitle(text).With("onOverflow", dice.Of("\"truncate\"", "\"refuse\""))}");
    }

    /// <summary>An event of the type that <see cref="Odd"/> makes a mapping for.</summary>
    public static WireRequest EventOf(Dice dice)
    {
        var list = $"[{string.Join(',', Enumerable.Range(0, dice.Of(0, 1, 20, 2_000)))}]";
        var data = dice.OneIn(3) ? JsonText.Any(dice) : $"{PlainEvents.Data(dice).With("list", list)}";
        var posted = PlainEvents.Mapped(dice).With("type", JsonText.Of(dice.Name)).With("data", data);
        return WireRequest.Json(PlainEvents.Target, $"{posted}");
    }

    /// <summary>Any that must be refused.</summary>
    public static (string Kind, WireRequest Request) Broken(Dice dice)
    {
        switch (dice.Below(6))
        {
            case 0:
                var type = dice.Of("a%2Fb", "%20", "a%00b", "%C3%A9", new string('t', 201), "a%25b", "..%2f..", "a|b");
                return ("type that cannot be put", Put(type, $"{Valid(dice)}"));
            case 1:
                return ("unknown app", Put($"{dice.Name}?app=elsewhere", $"{Valid(dice)}"));
            case 2:
                var tag = dice.Of("\"none\"", "*", "W/\"x\"", "nonsense", "");
                return ("condition that does not hold", Put(dice.Name, $"{Valid(dice)}").With("If-Match", tag));
            default:
                var (kind, text) = dice.Of(Ways);
                return ($"mapping: {kind}", Put(dice.Name, text(dice)));
        }
    }

    private static JsonMembers Valid(Dice dice) => WithTitle(dice.Of("Hello", "{{data.order}}"));

    private static string With(Dice dice, string name, string json) => $"{Valid(dice).With(name, json)}";

    private static JsonMembers WithTitle(string title) =>
        new(("message", $"{new JsonMembers(("title", JsonText.Of(title)), ("content", "\"Hello\""))}"));

    private static WireRequest Put(string type, string json) =>
        WireRequest.Json($"/api/mappings/{type}", json) with { Method = "PUT" };

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
