using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>True or false.</summary>
internal sealed class BooleanForm : JsonForm<bool?>
{
    public override string Allowed => "true or false";

    public override bool TryRead(JsonElement value, out bool? result)
    {
        result = value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };
        return result is not null;
    }

    public override void Write(Utf8JsonWriter writer, bool? value, JsonSerializerOptions options) =>
        writer.WriteBooleanValue(value.GetValueOrDefault());
}
