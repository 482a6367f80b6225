using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>A whole number of 64 bits.</summary>
internal sealed class LongForm : JsonForm<long?>
{
    public override string Allowed => "a whole number of 64 bits";

    public override bool TryRead(JsonElement value, out long? result)
    {
        var found = WholeNumber.TryRead(value, out var number);
        result = found ? number : null;
        return found;
    }

    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.GetValueOrDefault());
}
