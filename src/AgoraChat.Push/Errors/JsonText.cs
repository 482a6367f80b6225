using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>Reads the far side's texts, which pass on what vendors said, cut anywhere.</summary>
internal static class JsonText
{
    private const string Unreadable = "(not valid Unicode)";

    /// <returns>The text; null when the field is missing or no text.</returns>
    public static string? Read(JsonElement element, string name)
    {
        try
        {
            return element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, or bytes that are not UTF-8: one bad text must not cost the whole answer.
            return Unreadable;
        }
    }
}
