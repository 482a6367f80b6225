using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>An object whose members are the caller's own.</summary>
internal sealed class ObjectForm : JsonForm<JsonElement?>
{
    public override string Allowed => "an object";

    public override bool TryRead(JsonElement value, out JsonElement? result)
    {
        result = value;
        return value.ValueKind == JsonValueKind.Object;
    }

    public override void Write(Utf8JsonWriter writer, JsonElement? value, JsonSerializerOptions options) =>
        value.GetValueOrDefault().WriteTo(writer);
}
