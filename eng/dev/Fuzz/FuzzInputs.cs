using System.Text;
using PushFunctions.Dev.Grammar;

namespace PushFunctions.Dev.Fuzz;

/// <summary>Makes the requests of a seed, each by its number alone.</summary>
internal sealed class FuzzInputs(int seed)
{
    private const int OneIsOpen = 5;

    /// <summary>A call whose sender waits takes a second of a budget that has one call a second.</summary>
    private const int OneWaits = 60;

    /// <summary>Whether the request of a number may be taken.</summary>
    public static bool IsOpen(long number) => number % OneIsOpen == OneIsOpen - 1;

    public FuzzInput Create(long number)
    {
        var dice = new Dice(seed, number);
        if (IsOpen(number)) return dice.OneIn(12) ? Mapped(number, dice) : Open(number, dice);

        var mayBeAnything = dice.OneIn(6);
        var (kind, request) = mayBeAnything ? Visits.Create(dice) : dice.Below(12) switch
        {
            0 => Frames.Create(dice),
            < 4 => HookRequests.Broken(dice),
            < 6 => CloudEvents.Broken(dice),
            < 8 => MappingPuts.Broken(dice),
            _ => BrokenEvents.Create(dice),
        };
        return new(number, kind, mayBeAnything ? Expectation.Harmless : Expectation.Refused, request);
    }

    private static FuzzInput Mapped(long number, Dice dice)
    {
        var put = MappingPuts.Odd(dice);
        return new(number, "event of a mapping just put", Expectation.Open, MappingPuts.EventOf(dice)) { Before = put };
    }

    private static FuzzInput Open(long number, Dice dice)
    {
        (string Kind, WireRequest Request) made = dice.Below(12) switch
        {
            0 => ("valid event", Event(PlainEvents.Valid(dice))),
            1 => ("valid event in chunks", Event(PlainEvents.Valid(dice)) with { Framing = Framing.Chunks }),
            2 => ("the same event again", Event(PlainEvents.Again(dice))),
            3 => ("valid CloudEvents", CloudEvents.Valid(dice)),
            4 => ("valid hook", HookRequests.Valid(dice)),
            5 => ("signed event with odd values", HookRequests.Signed(dice, Bytes(PlainEvents.Colourful(dice)))),
            6 => ("signed and harmed", HookRequests.Signed(dice, Mutations.Harm(dice, HookRequests.Valid(dice).Body))),
            7 => ("harmed CloudEvents", Harmed(dice, CloudEvents.Valid(dice))),
            8 => ("harmed event", Harmed(dice, Event(PlainEvents.Valid(dice)))),
            9 => ("odd header", Frames.WithOddHeader(dice, Event(PlainEvents.Valid(dice)))),
            10 => ("any JSON", WireRequest.Json(PlainEvents.Target, JsonText.Any(dice))),
            _ => ("event with odd values", Event(PlainEvents.Colourful(dice))),
        };
        return new(number, made.Kind, Expectation.Open, dice.OneIn(OneWaits) ? Awaited(made.Request) : made.Request);
    }

    private static WireRequest Event(JsonMembers members) => WireRequest.Json(PlainEvents.Target, Bytes(members));

    private static byte[] Bytes(JsonMembers members) => Encoding.UTF8.GetBytes(members.ToString());

    private static WireRequest Harmed(Dice dice, WireRequest request) =>
        request with { Body = Mutations.Harm(dice, request.Body) };

    private static WireRequest Awaited(WireRequest request) => request with { Target = $"{request.Target}?wait=true" };
}
