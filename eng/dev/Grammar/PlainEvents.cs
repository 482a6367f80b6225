using System.Text;

namespace PushFunctions.Dev.Grammar;

/// <summary>Events of our own form that are taken.</summary>
internal static class PlainEvents
{
    public const string Target = "/api/events";

    /// <summary>The type of the mapping that the example settings bring along.</summary>
    public const string MappedType = "order.shipped";

    /// <summary>Labels that somebody has; events go to members of them.</summary>
    public static readonly IReadOnlyList<string> Labels = ["fuzz.a", "fuzz.b", "fuzz-c"];

    private static readonly IReadOnlyList<string> Rare = ["type", "app", "sendAt", "expiresAt"];

    public static JsonMembers Valid(Dice dice) => dice.OneIn(3) ? WithMessage(dice) : Mapped(dice);

    /// <summary>An event whose message a mapping makes.</summary>
    public static JsonMembers Mapped(Dice dice) => new(
        ("id", JsonText.Of(dice.Name)), ("type", JsonText.Of(MappedType)), ("to", To(dice)), ("data", $"{Data(dice)}"));

    /// <summary>An event that brings its message.</summary>
    public static JsonMembers WithMessage(Dice dice) => new(
        ("id", JsonText.Of(dice.Name)), ("type", "\"fuzz.message\""), ("to", To(dice)),
        ("push", """{"title":"Hello","content":"A message for you"}"""));

    public static JsonMembers Data(Dice dice) => new(("order", $"{dice.Below(10_000)}"), ("eta", "\"tomorrow\""));

    public static string User(Dice dice) => $"u{dice.Below(100_000)}.{dice.Of("a", "b_c", "d-e", "0")}";

    /// <summary>An event with words and values of any kind wherever they may stand.</summary>
    public static JsonMembers Colourful(Dice dice)
    {
        var colourful = Valid(dice);
        if (dice.OneIn(3)) colourful = colourful.With("id", JsonText.Of(Words.Any(dice)));
        if (dice.OneIn(3)) colourful = colourful.With("data", dice.OneIn(2) ? JsonText.Any(dice) : $"{AnyData(dice)}");
        if (dice.OneIn(4)) colourful = colourful.With($"{Words.Any(dice)}x", JsonText.Any(dice));
        if (dice.OneIn(6)) colourful = colourful.With("push", AnyMessage(dice).ToString());
        if (dice.OneIn(8)) colourful = colourful.With("strategy", dice.Of("0", "5", "\"agoraOnly\"", "null", "1e400"));
        if (dice.OneIn(10)) colourful = colourful.With(dice.Of(Rare), JsonText.Of(Words.Any(dice)));
        return colourful;
    }

    /// <summary>One of a few events, each of which comes often, and at times with another body.</summary>
    public static JsonMembers Again(Dice dice) => new(
        ("id", JsonText.Of($"again-{dice.Below(50)}")), ("type", JsonText.Of(MappedType)),
        ("to", """{"user":"again"}"""),
        ("data", $$"""{"order":{{(dice.OneIn(4) ? 2 : 1)}},"eta":"soon"}"""));

    private static JsonMembers AnyData(Dice dice) => new(("order", JsonText.Any(dice)), ("eta", JsonText.Any(dice)));

    private static JsonMembers AnyMessage(Dice dice) => new(
        ("title", JsonText.Of(Words.Any(dice))), ("content", dice.OneIn(4) ? JsonText.Any(dice) : "\"Hello\""),
        (dice.Of("ext", "config", "apns", "fcm", "agora", "subTitle", "other"), JsonText.Any(dice)));

    private static string To(Dice dice) => dice.Below(20) switch
    {
        0 => Users(dice, 101 + dice.Below(200)),
        1 => Members(dice),
        < 5 => Users(dice, 1 + dice.Below(4)),
        _ => $$"""{"user":{{JsonText.Of(User(dice))}}}""",
    };

    /// <summary>Nobody may be left, or one call, or several.</summary>
    private static string Members(Dice dice)
    {
        var (label, other, third) = (dice.Of(Labels), dice.Of(Labels), dice.Of(Labels));
        return dice.Below(4) switch
        {
            0 => $$$"""{"members":{"any":["{{{label}}}","{{{other}}}"]}}""",
            1 => $$$"""{"members":{"all":["{{{label}}}","{{{other}}}"],"none":[]}}""",
            2 => $$$"""{"members":{"any":["{{{label}}}"],"none":["{{{other}}}"]}}""",
            _ => $$$"""{"members":{"any":["{{{label}}}","{{{other}}}"],"all":["{{{third}}}"],"none":["nobodys"]}}""",
        };
    }

    private static string Users(Dice dice, int count)
    {
        var users = new StringBuilder();
        users.AppendJoin(',', Enumerable.Range(0, count).Select(_ => JsonText.Of(User(dice))));
        return $$"""{"users":[{{users}}]}""";
    }
}
