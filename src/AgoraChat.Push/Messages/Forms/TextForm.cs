using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>A string.</summary>
internal sealed class TextForm : JsonForm<string>
{
    public override string Allowed => "a string";

    public override bool TryRead(JsonElement value, out string? result)
    {
        result = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return result is not null;
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        Write(writer, value);

    /// <exception cref="ArgumentException">It is no Unicode; the writer would put U+FFFD in its place.</exception>
    public static void Write(Utf8JsonWriter writer, string value) => writer.WriteStringValue(
        Characters.AreWhole(value) ? value : throw new ArgumentException("Half of a surrogate pair."));
}
