using System.Text;

namespace PushFunctions.Dev.Grammar;

/// <summary>What sources post, rightly signed and broken.</summary>
internal static class HookRequests
{
    private static readonly IReadOnlyList<string> StandardHeaders =
        ["webhook-id", "webhook-timestamp", "webhook-signature"];

    private static readonly IReadOnlyList<string> NoSignatures =
    [
        "v1,", "v2,abc", "v1,*", "sha1=00", "sha256=", "SHA256=00", $"sha256={new string('0', 64)}", "t=,v1=", "t=1",
        "-1", "1.5", "0", "99999999999999999999", "١٢٣", "a.b", "\u00ff", $"v1,{new string('A', 43)}=",
    ];

    private static readonly IReadOnlyList<string> WrongSources =
    [
        "unknown", "DEMO", "sensors", "repo", "shop", "narrow", "%64emo%20", "..%2f", "d%00", new('s', 2_000),
    ];

    /// <summary>Rightly signed; whether it is taken is the body's matter.</summary>
    public static WireRequest Valid(Dice dice) => Signed(dice, Body(dice));

    /// <summary>Any body, rightly signed.</summary>
    public static WireRequest Signed(Dice dice, byte[] body) => dice.Below(4) switch
    {
        0 => GitHub(dice, body),
        1 => Signatures.Stripe(body),
        2 => WireRequest.Json("/api/sources/sensors", body).With("X-Reading-Id", dice.Name),
        _ => Standard(dice, body),
    };

    /// <summary>Any that must be refused.</summary>
    public static (string Kind, WireRequest Request) Broken(Dice dice) => dice.Below(9) switch
    {
        0 => ("GitHub's signature", BrokenHeader(dice, GitHub(dice, Body(dice)), "X-Hub-Signature-256")),
        1 => ("GitHub's type", Signatures.GitHub(dice.Of("push", "", "Order.shipped"), dice.Name, Body(dice))),
        2 => ("Stripe's signature", BrokenHeader(dice, Signatures.Stripe(Body(dice)), "Stripe-Signature")),
        3 => ("signed long ago or ahead", Untimely(dice)),
        4 => ("another body", OtherBody(dice)),
        5 => ("wrong source", Signatures.Standard(dice.Of(WrongSources), dice.Name, Body(dice))),
        6 => ("headers added to a captured request", WithAddedHeaders(dice)),
        7 => ("too large", Standard(dice, [.. Body(dice), .. Enumerable.Repeat((byte)' ', 65_536)])),
        _ => ("header of a signature", BrokenHeader(dice, Standard(dice, Body(dice)), dice.Of(StandardHeaders))),
    };

    /// <summary>A body that each source reads in its own way.</summary>
    private static byte[] Body(Dice dice)
    {
        var user = JsonText.Of(PlainEvents.User(dice));
        var payment = PlainEvents.Data(dice).With("metadata", $$"""{"user":{{user}}}""");
        return Encoding.UTF8.GetBytes(PlainEvents.Mapped(dice)
            .With("sender", $$"""{"login":{{user}}}""").With("owners", $"[{user}]")
            .With("data", $"{PlainEvents.Data(dice).With("object", $"{payment}")}").ToString());
    }

    /// <summary>A request that its source refuses, with headers that would make a good CloudEvent of it.</summary>
    private static WireRequest WithAddedHeaders(Dice dice)
    {
        var cloudEvent = PlainEvents.Mapped(dice)
            .With("specversion", "\"1.0\"").With("source", "\"/shop\"").With("kind", "\"never.sent\"")
            .With("data", PlainEvents.Mapped(dice).ToString());
        var request = Signatures.GitHub(
            PlainEvents.MappedType, dice.Name, Encoding.UTF8.GetBytes(cloudEvent.ToString()), dice.Of("ledger", "repo"));
        return dice.OneIn(3)
            ? request.Without("Content-Type").With("Content-Type", "application/cloudevents+json")
            : request.With("ce-specversion", "1.0").With("ce-id", Guid.Empty.ToString()).With("ce-source", "/shop")
                .With("ce-type", PlainEvents.MappedType);
    }

    private static WireRequest BrokenHeader(Dice dice, WireRequest request, string header)
    {
        var right = request.Headers.First(one => one.Name == header).Value;
        var without = request.Without(header);
        return dice.Below(8) switch
        {
            0 => without,
            1 => without.With(header, dice.Of("", " ", "\t")),
            2 => request.With(header, right),
            3 => request.With(header.ToUpperInvariant(), "other"),
            4 => without.With(header, Changed(dice, right)),
            5 => without.With(header, new string('v', 8_000)),
            6 => without.With(header, string.Concat(Enumerable.Repeat("v1, v1,= ", 500))),
            _ => without.With(header, dice.Of(NoSignatures)),
        };
    }

    private static string Changed(Dice dice, string right)
    {
        var at = dice.Below(right.Length - 2);
        var other = right[at] == '7' ? '8' : '7';
        return $"{right[..at]}{other}{right[(at + 1)..]}";
    }

    private static WireRequest Untimely(Dice dice)
    {
        var age = TimeSpan.FromSeconds(dice.Of(-1, 1) * (400 + dice.Below(1_000_000)));
        return dice.OneIn(2)
            ? Signatures.Standard("demo", dice.Name, Body(dice), age)
            : Signatures.Stripe(Body(dice), age);
    }

    private static WireRequest OtherBody(Dice dice)
    {
        var request = dice.Of(Standard(dice, Body(dice)), Signatures.Stripe(Body(dice)), GitHub(dice, Body(dice)));
        byte[] body = [.. request.Body];
        body[dice.Below(body.Length)] ^= (byte)(1 + dice.Below(127));
        return request with { Body = body };
    }

    private static WireRequest Standard(Dice dice, byte[] body) => Signatures.Standard("demo", dice.Name, body);

    /// <summary>With any delivery's id, since that is not signed.</summary>
    private static WireRequest GitHub(Dice dice, byte[] body) => Signatures.GitHub(
        PlainEvents.MappedType, Words.Any(dice) is var delivery && IsHeader(delivery) ? delivery : dice.Name, body);

    private static bool IsHeader(string text) =>
        text.Length is > 0 and < 2_000 && text.All(letter => letter is >= ' ' and < '\u007f');
}
