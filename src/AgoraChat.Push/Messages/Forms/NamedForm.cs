using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>An enumeration written as its name in the far side's spelling.</summary>
internal sealed class NamedForm<T>(JsonNamingPolicy spelling) : JsonForm<T?>
    where T : struct, Enum
{
    private readonly Dictionary<string, T> _byName =
        Enum.GetValues<T>().ToDictionary(value => spelling.ConvertName(value.ToString()), StringComparer.Ordinal);

    public override string Allowed => Choice.Of(_byName.Keys.Select(name => $"\"{name}\""));

    public override bool TryRead(JsonElement value, out T? result)
    {
        var known = default(T);
        var found = value.ValueKind == JsonValueKind.String && _byName.TryGetValue(value.GetString()!, out known);
        result = found ? known : null;
        return found;
    }

    // A value that is none of the enumeration's is written as its number, and so found wrong.
    public override void Write(Utf8JsonWriter writer, T? value, JsonSerializerOptions options) =>
        writer.WriteStringValue(spelling.ConvertName(value.GetValueOrDefault().ToString()));
}
