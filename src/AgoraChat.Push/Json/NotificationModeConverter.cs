using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgoraChat.Push;

/// <summary>A mode under the far side's name.</summary>
internal sealed class NotificationModeConverter : JsonConverter<NotificationMode?>
{
    private static readonly Dictionary<string, NotificationMode> Modes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["DEFAULT"] = NotificationMode.Default,
        ["ALL"] = NotificationMode.All,
        ["AT"] = NotificationMode.Mentions,
        ["NONE"] = NotificationMode.None,
    };

    public override NotificationMode? Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var name = reader.TokenType is JsonTokenType.String or JsonTokenType.Null
            ? reader.GetString()
            : throw new JsonException("A mode must be a text.");
        if (string.IsNullOrEmpty(name))
            return null;
        return Modes.TryGetValue(name, out var mode)
            ? mode
            : throw new JsonException($"A mode is one of {string.Join(", ", Modes.Keys)}.");
    }

    public override void Write(Utf8JsonWriter writer, NotificationMode? value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Modes.Single(mode => mode.Value == value).Key);
}
