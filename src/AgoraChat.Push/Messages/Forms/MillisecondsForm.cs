using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>A duration as a number of milliseconds, 32 bits of it.</summary>
internal sealed class MillisecondsForm : JsonForm<TimeSpan?>
{
    public override string Allowed => $"whole milliseconds from 0 to {int.MaxValue}";

    public override bool TryRead(JsonElement value, out TimeSpan? result)
    {
        var found = WholeNumber.TryRead(value, 0, int.MaxValue, out var number);
        result = found ? TimeSpan.FromMilliseconds(number) : null;
        return found;
    }

    // A fraction is written as one, so that it is found wrong instead of being lost.
    public override void Write(Utf8JsonWriter writer, TimeSpan? value, JsonSerializerOptions options) =>
        writer.WriteNumberValue((decimal)value.GetValueOrDefault().Ticks / TimeSpan.TicksPerMillisecond);
}
