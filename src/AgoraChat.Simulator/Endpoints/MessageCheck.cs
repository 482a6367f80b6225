using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>The documented limits of a message, written a second time: the client shall not judge itself.</summary>
internal static class MessageCheck
{
    public static bool IsGood(JsonElement message) =>
        message.ValueKind == JsonValueKind.Object
        && IsText(message, "title", required: true, 32)
        && IsText(message, "subTitle", required: false, 10)
        && IsText(message, "content", required: true, 100)
        && IsExt(message);

    private static bool IsText(JsonElement message, string name, bool required, int limit)
    {
        if (!message.TryGetProperty(name, out var value))
            return !required;
        return value.ValueKind == JsonValueKind.String
            && value.GetString()!.Length is var length
            && length <= limit
            && (length > 0 || !required);
    }

    private static bool IsExt(JsonElement message) =>
        !message.TryGetProperty("ext", out var ext)
        || (ext.ValueKind == JsonValueKind.Object && ext.GetPropertyCount() <= 10 && ext.GetRawText().Length <= 1_024);
}
