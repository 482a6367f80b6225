namespace PushFunctions.Dev.Grammar;

/// <summary>CloudEvents in all modes, good ones and broken ones.</summary>
internal static class CloudEvents
{
    private const string Structured = "application/cloudevents+json";
    private const string Batch = "application/cloudevents-batch+json";
    private static readonly IReadOnlyList<string> Required = ["specversion", "id", "source", "type"];

    private static readonly IReadOnlyList<(string Kind, Func<Dice, string> Text)> Ways =
    [
        ("attribute missing", dice => $"{Event(dice).Without(dice.Of(Required))}"),
        ("attribute of no string", dice =>
            $"{Event(dice).With(dice.Of(Required), dice.Of("null", "1", "[]", "{}", "true"))}"),
        ("attribute empty", dice => $"{Event(dice).With(dice.Of(Required), "\"\"")}"),
        ("bad name", dice => $"{Event(dice).With(dice.Of("id", "source", "type"), JsonText.Of(Words.NoName(dice)))}"),
        ("other version", dice =>
            $"{Event(dice).With("specversion", dice.Of("\"0.3\"", "\"1\"", "\"1.1\"", "\" 1.0\"", "\"2.0\""))}"),
        ("data twice", dice => $"{Event(dice).With("data_base64", "\"e30=\"")}"),
        ("data that is no base64", dice => Encoded(dice, dice.Of("\"*\"", "\"e30\"", "1", "{}", "\"e 3 0 =x\""))),
        ("data that holds no JSON", dice =>
            Encoded(dice, dice.Of("\"\"", "\"aGVsbG8=\"", "\"/////w==\"", "\"eyJhIjoiXHVkODAwIn0=\""))),
        ("data of another type", dice =>
            $"{Event(dice).With("datacontenttype", dice.Of("\"text/plain\"", "\"application/xml\"", "1"))}"),
        ("data without users", dice =>
            $"{Event(dice).With("data", JsonText.NotA(dice, System.Text.Json.JsonValueKind.Object))}"),
        ("no object", dice => dice.Of("", "[]", "null", "1", "{}", "\"x\"", "[{}]")),
    ];

    /// <summary>Any that are taken.</summary>
    public static WireRequest Valid(Dice dice)
    {
        var cloudEvent = Event(dice);
        return dice.Below(4) switch
        {
            0 => WireRequest.Json(PlainEvents.Target, $"[{cloudEvent}]", Batch),
            1 => Mixed(dice),
            2 => Binary(cloudEvent),
            _ => WireRequest.Json(PlainEvents.Target, $"{cloudEvent}", Structured),
        };
    }

    /// <summary>Any that must be refused.</summary>
    public static (string Kind, WireRequest Request) Broken(Dice dice)
    {
        switch (dice.Below(8))
        {
            case 0:
                var batch = dice.Of("[]", "{}", "null", "[1,2]", "[{}]", "[[]]", $"[{new string(',', 10)}]", Crowd());
                return ("batch", WireRequest.Json(PlainEvents.Target, batch, Batch));
            case 1:
                var all = string.Join(',', Enumerable.Range(0, 1 + dice.Below(5)).Select(_ => BrokenText(dice)));
                return ("batch of broken ones", WireRequest.Json(PlainEvents.Target, $"[{all}]", Batch));
            case 2 or 3:
                return ("binary", BrokenBinary(dice));
            default:
                var (kind, text) = dice.Of(Ways);
                return (kind, WireRequest.Json(PlainEvents.Target, text(dice), Structured));
        }
    }

    private static JsonMembers Event(Dice dice) => new(
        ("specversion", "\"1.0\""), ("id", JsonText.Of(dice.Name)),
        ("source", JsonText.Of(dice.Of("/shop", "urn:a:b", "https://a/b?c=%20"))),
        ("type", JsonText.Of(PlainEvents.MappedType)), ("time", "\"2026-01-02T03:04:05Z\""),
        ("data", $$"""{"to":{"user":{{JsonText.Of(PlainEvents.User(dice))}}},"data":{{PlainEvents.Data(dice)}}}"""));

    private static string Encoded(Dice dice, string text) => $"{Event(dice).Without("data").With("data_base64", text)}";

    private static WireRequest Binary(JsonMembers cloudEvent)
    {
        var request = WireRequest.Json(PlainEvents.Target, cloudEvent.All.First(member => member.Name == "data").Json);
        return cloudEvent.All.Where(member => member.Name != "data")
            .Aggregate(request, (made, member) => made.With($"ce-{member.Name}", member.Json.Trim('"')));
    }

    private static WireRequest BrokenBinary(Dice dice)
    {
        var header = $"ce-{dice.Of(Required)}";
        var good = Binary(Event(dice));
        return dice.Below(4) switch
        {
            0 => good.Without(header),
            1 => good.With(header, "again"),
            2 => good.Without(header).With(header, dice.Of("", " ", "%ff%fe", "%c0%80", "%00", "%0a", "\"\"")),
            _ => good.Without("ce-specversion").With("ce-specversion", "0.3"),
        };
    }

    /// <summary>Good ones and broken ones.</summary>
    private static WireRequest Mixed(Dice dice)
    {
        var events = Enumerable.Range(0, 1 + dice.Below(6)).Select(number => dice.OneIn(3)
            ? BrokenText(dice)
            : $"{Event(dice).With("id", JsonText.Of($"{dice.Name}-{number}"))}");
        return WireRequest.Json(PlainEvents.Target, $"[{string.Join(',', events)}]", Batch);
    }

    /// <summary>A broken one that is JSON of some kind, so that it spoils no batch.</summary>
    private static string BrokenText(Dice dice) => dice.Of(Ways.SkipLast(1).ToList()).Text(dice);

    private static string Crowd() => $"[{string.Join(',', Enumerable.Repeat("{}", 1_001))}]";
}
