using System.Globalization;
using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>An enumeration written as its number.</summary>
internal sealed class NumberedForm<T> : JsonForm<T?>
    where T : struct, Enum
{
    private static readonly Dictionary<long, T> ByNumber = Enum.GetValues<T>().ToDictionary(Number);

    public override string Allowed => Choice.Of(ByNumber.Keys.Select(number => $"{number}"));

    public override bool TryRead(JsonElement value, out T? result)
    {
        var found = WholeNumber.TryRead(value, out var number) & ByNumber.TryGetValue(number, out var known);
        result = found ? known : null;
        return found;
    }

    public override void Write(Utf8JsonWriter writer, T? value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(Number(value.GetValueOrDefault()));

    private static long Number(T value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
