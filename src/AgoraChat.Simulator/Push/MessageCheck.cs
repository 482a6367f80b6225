using System.Runtime.InteropServices;
using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>The documented limits of a message, written a second time: the client shall not judge itself.</summary>
internal static class MessageCheck
{
    public static readonly IReadOnlyList<TextLimit> Texts =
    [
        new("title", 32, IsRequired: true, CountsCjk: true),
        new("subTitle", 10, IsRequired: false, CountsCjk: false),
        new("content", 100, IsRequired: true, CountsCjk: true),
    ];

    public static bool IsGood(JsonElement message, SimulatorSwitches switches)
    {
        if (message.ValueKind != JsonValueKind.Object || !IsExt(message)
            || JsonMarshal.GetRawUtf8Value(message).Length > switches.MaxMessageBytes)
        {
            return false;
        }

        foreach (var limit in Texts)
        {
            if (!IsText(message, limit, switches))
                return false;
        }

        return true;
    }

    private static bool IsText(JsonElement message, TextLimit limit, SimulatorSwitches switches)
    {
        if (!message.TryGetProperty(limit.Name, out var value))
            return !limit.IsRequired;
        return value.ValueKind == JsonValueKind.String
            && value.GetString()! is var text
            && (text.Length > 0 || !limit.IsRequired)
            && (switches.TruncateLongTexts || limit.IsKept(text, switches));
    }

    private static bool IsExt(JsonElement message) =>
        !message.TryGetProperty("ext", out var ext)
        || (ext.ValueKind == JsonValueKind.Object && ext.GetPropertyCount() <= 10 && ext.GetRawText().Length <= 1_024);
}
