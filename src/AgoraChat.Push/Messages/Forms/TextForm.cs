using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>A string.</summary>
internal sealed class TextForm : JsonForm<string>
{
    public override string Allowed => "a string";

    public override bool TryRead(JsonElement value, out string? result)
    {
        result = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return result is not null;
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}
