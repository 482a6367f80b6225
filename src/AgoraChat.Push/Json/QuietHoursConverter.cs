using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgoraChat.Push;

/// <summary>Quiet hours as the far side writes them.</summary>
internal sealed class QuietHoursConverter : JsonConverter<QuietHours>
{
    public override QuietHours? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && QuietHours.TryParse(reader.GetString(), out var hours)
            ? hours
            : throw new JsonException("Quiet hours are HH:MM-HH:MM, or empty.");

    public override void Write(Utf8JsonWriter writer, QuietHours value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
