using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>An array of strings.</summary>
internal sealed class TextListForm : JsonForm<IReadOnlyList<string>>
{
    public override string Allowed => "an array of strings";

    public override bool TryRead(JsonElement value, out IReadOnlyList<string>? result)
    {
        result = value.ValueKind == JsonValueKind.Array
            && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
                ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
                : null;
        return result is not null;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var item in value)
            TextForm.Write(writer, item);
        writer.WriteEndArray();
    }
}
