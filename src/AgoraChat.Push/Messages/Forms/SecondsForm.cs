using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>A duration of up to 4 weeks as whole seconds in a string, such as <c>"3600"</c>.</summary>
internal sealed class SecondsForm : JsonForm<TimeSpan?>
{
    private const int Most = 4 * 7 * 24 * 60 * 60;

    public override string Allowed => $"whole seconds from \"0\" to \"{Most}\" (4 weeks)";

    public override bool TryRead(JsonElement value, out TimeSpan? result)
    {
        var found = WholeNumber.TryRead(value, 0, Most, out var number);
        result = found ? TimeSpan.FromSeconds(number) : null;
        return found;
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan? value, JsonSerializerOptions options) =>
        writer.WriteStringValue(SecondsText.Write(value.GetValueOrDefault()));
}
