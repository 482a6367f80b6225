namespace PushFunctions.Dev.Grammar;

/// <summary>Requests that are hardly HTTP, all of which must be refused or left without an answer.</summary>
internal static class Frames
{
    public static (string Kind, WireRequest Request) Create(Dice dice)
    {
        var good = WireRequest.Json(PlainEvents.Target, $"{PlainEvents.Valid(dice)}");
        return dice.Below(7) switch
        {
            0 => ("fewer bytes than said", good with { Framing = Framing.CutShort }),
            1 => ("chunks without sizes", good with { Framing = Framing.BadChunks }),
            2 => ("chunks without an end", good with { Framing = Framing.EndlessChunks }),
            3 => ("a signed body cut short", HookRequests.Valid(dice) with { Framing = Framing.EndlessChunks }),
            4 => ("headers too large", Odd(good.With("X-Large", new string('x', 40_000)))),
            5 => ("too many headers", Odd(good with { Headers = [.. good.Headers, .. Crowd()] })),
            _ => ("length of no number", Odd(good.With("Content-Length", dice.Of("-1", "abc", "1e3", "5, 6", "")))),
        };
    }

    /// <summary>A request with a header that may be none; some servers take it for one.</summary>
    public static WireRequest WithOddHeader(Dice dice, WireRequest request) => Odd(request.With(
        dice.Of("", " ", "a b", "a:", "\u00e4", "(", "a\0", "X-Odd"),
        dice.Of("", "\0", "\r", "\u007f", "a\nb", "\u00ff")));

    private static IEnumerable<(string Name, string Value)> Crowd() =>
        Enumerable.Range(0, 200).Select(number => ($"X-{number}", "1"));

    private static WireRequest Odd(WireRequest request) => request with { MayGoUnanswered = true };
}
