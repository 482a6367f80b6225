using System.Text.Json;

namespace PushFunctions.Events;

/// <summary>Turns what a foreign payload has for users into <c>to</c>.</summary>
internal static class ForeignTargets
{
    /// <param name="value">An id, several ids parted by commas, a list of ids, or an object as <c>to</c> is.</param>
    public static JsonElement Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value,
        JsonValueKind.Array => Users(value.EnumerateArray().Select(Id)),
        JsonValueKind.String when value.GetString()!.Contains(',', StringComparison.Ordinal) =>
            Users(value.GetString()!.Split(',', StringSplitOptions.TrimEntries).Select(ComposedEvent.Text)),
        _ => ComposedEvent.Create([("user", Id(value))]),
    };

    /// <summary>The text of a name: many senders' ids are whole numbers.</summary>
    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number when value.GetRawText().All(char.IsAsciiDigit) => value.GetRawText(),
        _ => null,
    };

    /// <summary>A whole number as the id that it is; all else as it is.</summary>
    public static JsonElement Id(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && Text(value) is { } number ? ComposedEvent.Text(number) : value;

    private static JsonElement Users(IEnumerable<JsonElement> ids) =>
        ComposedEvent.Create([("users", ComposedEvent.List(ids))]);
}
