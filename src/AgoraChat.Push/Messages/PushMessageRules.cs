using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>The rules of one message, each as "null or what is wrong", so that all doors say the same.</summary>
internal static class PushMessageRules
{
    /// <summary>Members with a property of their own; all others travel in <see cref="PushMessage.Extra"/>.</summary>
    public static readonly IReadOnlyList<string> Sections = ["config", "agora", "apns", "fcm"];

    public static bool IsKnown(string name) =>
        name is "title" or "subTitle" or "content" or "ext" || Sections.Contains(name);

    public static string? Title(string? value) => Required("title", value, PushMessageLimits.TitleLength);

    public static string? SubTitle(string? value) => Text("subTitle", value, PushMessageLimits.SubTitleLength);

    public static string? Content(string? value) => Required("content", value, PushMessageLimits.ContentLength);

    public static string? Ext(JsonElement value)
    {
        if (Section("ext", value) is { } notAnObject)
            return notAnObject;

        var pairs = value.GetPropertyCount();
        if (pairs > PushMessageLimits.ExtPairs)
            return $"ext has {pairs} pairs; at most {PushMessageLimits.ExtPairs} are allowed. Leave some out.";

        var length = JsonSize.Characters(value);
        return length > PushMessageLimits.ExtLength
            ? $"ext has {length} characters as JSON; at most {PushMessageLimits.ExtLength} are allowed. Shorten it."
            : null;
    }

    public static string? Section(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? null : $"{name} must be an object, not {Kind(value)}.";

    public static string? Size(int bytes) =>
        bytes > PushMessageLimits.TotalBytes
            ? $"The message has {bytes} bytes as JSON; at most {PushMessageLimits.TotalBytes} are allowed. Shorten it."
            : null;

    public static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };

    private static string? Required(string name, string? value, int limit) =>
        string.IsNullOrEmpty(value) ? $"{name} is empty; it needs 1 to {limit} characters." : Text(name, value, limit);

    private static string? Text(string name, string? value, int limit) =>
        value?.Length > limit
            ? $"{name} has {value.Length} characters; at most {limit} are allowed. Shorten it."
            : null;
}
