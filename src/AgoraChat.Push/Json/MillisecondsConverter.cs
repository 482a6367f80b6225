using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgoraChat.Push;

/// <summary>A time as the far side tells it: milliseconds since 1970, as a number or a text; 0 is none.</summary>
internal sealed class MillisecondsConverter : JsonConverter<DateTimeOffset?>
{
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public override DateTimeOffset? Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Milliseconds(ref reader) switch
        {
            <= 0 => null,
            var time when time <= Latest => DateTimeOffset.FromUnixTimeMilliseconds(time),
            var time => throw new JsonException($"{time} is no time in milliseconds since 1970."),
        };

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } time)
            writer.WriteNumberValue(time.ToUnixTimeMilliseconds());
        else
            writer.WriteNullValue();
    }

    private static long Milliseconds(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => 0,
        JsonTokenType.Number when reader.TryGetInt64(out var number) => number,
        JsonTokenType.String when reader.GetString() is var text && string.IsNullOrEmpty(text) => 0,
        JsonTokenType.String when long.TryParse(
            reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw new JsonException("A time must be a whole number of milliseconds since 1970."),
    };
}
