using System.Text.Json;
using System.Text.RegularExpressions;

namespace AgoraChat.Simulator;

/// <summary>What modes and do-not-disturb may be set to, of the app and of a conversation.</summary>
internal static partial class NotificationRules
{
    private const long MaxMilliseconds = 604_800_000;

    /// <returns>The first parameter that is wrong; null when all are good.</returns>
    public static string? WrongParameter(EndpointCall call)
    {
        if (!IsChatType(call))
            return "chattype";
        if (call.Body.ValueKind != JsonValueKind.Object)
            return "body";
        if (call.Body.Member("type") is not null && !IsMode(call.Body.Text("type"), IsWholeApp(call)))
            return "type";
        if (call.Body.Member("ignoreInterval") is not null
            && !IsInterval(call.Body.Text("ignoreInterval"), IsWholeApp(call)))
        {
            return "ignoreInterval";
        }

        return call.Body.Member("ignoreDuration") is { } duration && !IsDuration(duration) ? "ignoreDuration" : null;
    }

    public static bool IsChatType(EndpointCall call) => call.RouteValue("chattype") is "user" or "chatgroup";

    private static bool IsWholeApp(EndpointCall call) =>
        call.RouteValue("chattype") == "user" && call.RouteValue("key") == call.RouteValue("user");

    private static bool IsMode(string? mode, bool isWholeApp) =>
        mode is "ALL" or "AT" or "NONE" || (mode == "DEFAULT" && !isWholeApp);

    // The empty text, which clears, is what the documents ask for where there is no interval.
    private static bool IsInterval(string? interval, bool isWholeApp) =>
        interval is "" || (interval is not null && isWholeApp && Interval().IsMatch(interval));

    private static bool IsDuration(JsonElement duration) =>
        duration.ValueKind == JsonValueKind.Number
        && duration.TryGetInt64(out var milliseconds)
        && milliseconds is >= 0 and <= MaxMilliseconds;

    [GeneratedRegex(@"\A(?:[01][0-9]|2[0-3]):[0-5][0-9]-(?:[01][0-9]|2[0-3]):[0-5][0-9]\z")]
    private static partial Regex Interval();
}
