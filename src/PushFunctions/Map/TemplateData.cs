using System.Text.Json;

namespace PushFunctions.Map;

/// <summary>An event's data as the template engine reads it: dictionaries, lists and scalars.</summary>
public static class TemplateData
{
    public static object? From(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject()
            .ToDictionary(member => member.Name, member => From(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().Select(From).ToList(),
        JsonValueKind.String => value.GetString(),
        // A number is shown as it was written: no rounding, no exponent of ours.
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
