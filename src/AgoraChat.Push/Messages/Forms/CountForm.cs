using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>A whole number from 0 on.</summary>
internal sealed class CountForm : JsonForm<int?>
{
    public override string Allowed => $"a whole number from 0 to {int.MaxValue}";

    public override bool TryRead(JsonElement value, out int? result)
    {
        var found = WholeNumber.TryRead(value, 0, int.MaxValue, out var number);
        result = found ? (int)number : null;
        return found;
    }

    public override void Write(Utf8JsonWriter writer, int? value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.GetValueOrDefault());
}
