namespace PushFunctions.Dev.Grammar;

/// <summary>Requests that change nothing, whatever the answer.</summary>
internal static class Visits
{
    private const int LongestLine = 8_000;

    private static readonly IReadOnlyList<string> Routes =
    [
        "/api/events", "/api/hooks/demo", "/api/sources/sensors", "/api/pushes", "/api/health", "/api/mappings",
        "/api/mappings/order.shipped", "/",
    ];

    private static readonly IReadOnlyList<string> Queries =
    [
        "", "", "?app=default", "?app=", "?app=%00", "?app=a&app=b", "?app=%ff", "?wait=", "?wait=maybe", "?=", "?&&",
        $"?q={new string('q', 3_000)}",
    ];

    public static (string Kind, WireRequest Request) Create(Dice dice) => dice.Below(7) switch
    {
        0 => ("a push that is none", Get($"/api/pushes/{Uri.EscapeDataString(Words.Any(dice))}{Query(dice)}")),
        1 => ("an address that is none", Get($"/api/{Path(dice)}")),
        2 => ("method", new(dice.Of(Routes)) { Method = dice.Of("GET", "HEAD", "PATCH", "TRACE", "get", "BREW") }),
        3 => ("handshake", Handshake(dice)),
        4 => ("preview", WireRequest.Json($"/api/events/preview{Query(dice)}", $"{PlainEvents.Colourful(dice)}")),
        5 => ("a mapping that is none", Get($"/api/mappings/{Uri.EscapeDataString(Words.Any(dice))}{Query(dice)}")),
        _ => ("health", Get($"/api/health{Query(dice)}")),
    };

    // A server hangs up on a line that is too long before it has read all of it.
    private static WireRequest Get(string target) =>
        new(target) { Method = "GET", MayGoUnanswered = target.Length > LongestLine };

    private static WireRequest Handshake(Dice dice)
    {
        var target = dice.Of("/api/events", "/api/hooks/demo", "/api/hooks/none");
        var request = new WireRequest(target) { Method = "OPTIONS" };
        var origin = dice.Of("shop.example", "", "*", "a, b", new string('o', 5_000));
        if (!dice.OneIn(4)) request = request.With("WebHook-Request-Origin", origin);
        if (dice.OneIn(2)) request = request.With("WebHook-Request-Callback", "http://127.0.0.1:1/callback");
        return dice.OneIn(2) ? request.With("WebHook-Request-Rate", dice.Of("120", "-1", "*", "1e9", "")) : request;
    }

    private static string Path(Dice dice) => dice.Of(
        "..", "%2e%2e/", "events/../health", "pushes/%00", "pushes/a%2Fb", "hooks/", "hooks/%", "hooks/%zz", "pushes//",
        "events;a=b", new string('a', 4_000), "%C0%AE", "pushes/\u00e9", "mappings/%00", "mappings/..%2f");

    private static string Query(Dice dice) => dice.Of(Queries);
}
