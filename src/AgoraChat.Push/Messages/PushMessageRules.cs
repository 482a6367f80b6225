using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>The rules of a message's own members, each null or what is wrong, so that all doors say the same.</summary>
internal static class PushMessageRules
{
    /// <summary>Whether a member has a property; all others travel in <see cref="PushMessage.Extra"/>.</summary>
    public static bool IsKnown(string name) =>
        name is "title" or "subTitle" or "content" or "ext" || Sections.All.Any(section => section.Name == name);

    public static string? Title(string? value, CharacterCounting counting) =>
        Required("title", value, PushMessageLimits.TitleLength, counting);

    public static string? SubTitle(string? value) =>
        Text("subTitle", value, PushMessageLimits.SubTitleLength, CharacterCounting.EachOnce);

    public static string? Content(string? value, CharacterCounting counting) =>
        Required("content", value, PushMessageLimits.ContentLength, counting);

    public static string? Ext(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return $"ext must be an object, not {JsonKind.Name(value)}.";

        if (!JsonSize.CanBeWritten(value))
            return NotUnicode("ext");

        var pairs = value.GetPropertyCount();
        if (pairs > PushMessageLimits.ExtPairs)
            return $"ext has {pairs} pairs; at most {PushMessageLimits.ExtPairs} are allowed. Leave some out.";

        var length = JsonSize.Characters(value);
        return length > PushMessageLimits.ExtLength
            ? $"ext has {length} characters as JSON; at most {PushMessageLimits.ExtLength} are allowed. Shorten it."
            : null;
    }

    public static string? Extra(string name, JsonElement value)
    {
        if (IsKnown(name))
            return $"{name} has a property of its own; set that instead of Extra.";
        if (value.ValueKind == JsonValueKind.Undefined)
            return $"{name} holds no value; parse a JSON element, or leave the member out.";
        return JsonSize.CanBeWritten(value) ? null : NotUnicode(name);
    }

    public static string? Size(int bytes) =>
        bytes > PushMessageLimits.TotalBytes
            ? $"The message has {bytes} bytes as JSON; at most {PushMessageLimits.TotalBytes} are allowed. Shorten it."
            : null;

    public static string NotUnicode(string what) =>
        $"{what} holds a text that is no Unicode (half of a surrogate pair, or bytes that are not UTF-8). Repair it.";

    private static string? Required(string name, string? value, int limit, CharacterCounting counting) =>
        string.IsNullOrEmpty(value)
            ? $"{name} is empty; it needs 1 to {limit} characters."
            : Text(name, value, limit, counting);

    private static string? Text(string name, string? value, int limit, CharacterCounting counting)
    {
        if (value is not null && !Characters.AreWhole(value))
            return NotUnicode(name);
        if (value is null || Characters.Count(value, counting) is var count && count <= limit)
            return null;

        var how = counting == CharacterCounting.CjkTwice ? " (a CJK character counts as two)" : "";
        return $"{name} has {count} characters{how}; at most {limit} are allowed. Shorten it.";
    }
}
