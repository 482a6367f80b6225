using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>A time as milliseconds since 1970.</summary>
internal sealed class UnixMillisecondsForm : JsonForm<DateTimeOffset?>
{
    private static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public override string Allowed => "a Unix time in milliseconds";

    public override bool TryRead(JsonElement value, out DateTimeOffset? result)
    {
        var found = WholeNumber.TryRead(value, 0, Last, out var number);
        result = found ? DateTimeOffset.FromUnixTimeMilliseconds(number) : null;
        return found;
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.GetValueOrDefault().ToUnixTimeMilliseconds());
}
