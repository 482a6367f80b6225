using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>Speaks of a JSON value in the text of a problem.</summary>
internal static class JsonKind
{
    private const int MostCharacters = 40;

    public static string Name(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };

    /// <summary>A scalar itself when it is short, otherwise its kind.</summary>
    public static string Show(JsonElement value)
    {
        var scalar = value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null);
        return scalar && value.GetRawText() is { Length: <= MostCharacters } text ? text : Name(value);
    }
}
