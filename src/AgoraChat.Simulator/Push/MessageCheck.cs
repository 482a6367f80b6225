using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>The documented limits of a message, written a second time: the client shall not judge itself.</summary>
internal static class MessageCheck
{
    public static bool IsGood(JsonElement message, SimulatorSwitches switches) =>
        message.ValueKind == JsonValueKind.Object
        && IsText(message, "title", required: true, 32, switches.CjkCountsTwice)
        && IsText(message, "subTitle", required: false, 10, isCjkTwice: false)
        && IsText(message, "content", required: true, 100, switches.CjkCountsTwice)
        && IsExt(message);

    private static bool IsText(JsonElement message, string name, bool required, int limit, bool isCjkTwice)
    {
        if (!message.TryGetProperty(name, out var value))
            return !required;
        return value.ValueKind == JsonValueKind.String
            && value.GetString()! is var text
            && text.Length + (isCjkTwice ? text.Count(IsCjk) : 0) <= limit
            && (text.Length > 0 || !required);
    }

    // What Unicode calls wide: ideographs with their punctuation, kana, Hangul, full-width forms. Rare ideographs are
    // two code units, so they count as two anyway.
    private static bool IsCjk(char unit) => unit is (>= '\u1100' and <= '\u115F') or (>= '\u2E80' and <= '\u303E')
        or (>= '\u3041' and <= '\uA4CF') or (>= '\uA960' and <= '\uA97F') or (>= '\uAC00' and <= '\uD7A3')
        or (>= '\uF900' and <= '\uFAFF') or (>= '\uFE10' and <= '\uFE19') or (>= '\uFE30' and <= '\uFE6F')
        or (>= '\uFF01' and <= '\uFF60') or (>= '\uFFE0' and <= '\uFFE6');

    private static bool IsExt(JsonElement message) =>
        !message.TryGetProperty("ext", out var ext)
        || (ext.ValueKind == JsonValueKind.Object && ext.GetPropertyCount() <= 10 && ext.GetRawText().Length <= 1_024);
}
