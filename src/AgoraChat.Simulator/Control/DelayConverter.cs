using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgoraChat.Simulator;

/// <summary>Reads a wait as milliseconds or as <c>hh:mm:ss.fff</c>; writes milliseconds.</summary>
internal sealed class DelayConverter : JsonConverter<TimeSpan?>
{
    public override TimeSpan? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.Number when reader.TryGetInt32(out var number) => TimeSpan.FromMilliseconds(number),
            JsonTokenType.String when IsWait(reader.GetString(), out var wait) => wait,
            _ => throw new JsonException("delay must be whole milliseconds or a text of the form hh:mm:ss.fff."),
        };

    public override void Write(Utf8JsonWriter writer, TimeSpan? value, JsonSerializerOptions options)
    {
        if (value is { } wait)
            writer.WriteNumberValue((long)wait.TotalMilliseconds);
        else
            writer.WriteNullValue();
    }

    private static bool IsWait(string? text, out TimeSpan wait) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out wait);
}
