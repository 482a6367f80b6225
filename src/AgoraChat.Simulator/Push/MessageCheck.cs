using System.Text;
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
            && text.Length + (isCjkTwice ? text.EnumerateRunes().Count(IsCjk) : 0) <= limit
            && (text.Length > 0 || !required);
    }

    // Ideographs with their punctuation, kana, Hangul and the full-width forms, up to the planes of rare ideographs.
    private static bool IsCjk(Rune rune) =>
        rune.Value is (>= 0x1100 and <= 0x11FF) or (>= 0x2E80 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7FF)
            or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF00 and <= 0xFFEF) or (>= 0x20000 and <= 0x3FFFF);

    private static bool IsExt(JsonElement message) =>
        !message.TryGetProperty("ext", out var ext)
        || (ext.ValueKind == JsonValueKind.Object && ext.GetPropertyCount() <= 10 && ext.GetRawText().Length <= 1_024);
}
