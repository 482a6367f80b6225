using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PushFunctions.Events;

/// <summary>JSON in one form: names sorted, no white space, numbers as they were written.</summary>
public static class CanonicalJson
{
    /// <summary>SHA-256 of an object in canonical form, in lower-case hex.</summary>
    /// <param name="without">A member at its top that does not count.</param>
    /// <exception cref="InvalidOperationException">A string is not valid Unicode.</exception>
    public static string Hash(JsonElement value, string without)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(writer, value, without);
        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    /// <summary>Looks at every string and name.</summary>
    /// <exception cref="InvalidOperationException">One is not valid Unicode.</exception>
    public static void RequireUnicode(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    _ = member.Name;
                    RequireUnicode(member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray()) RequireUnicode(item);
                break;
            case JsonValueKind.String:
                _ = value.GetString();
                break;
        }
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, string? without)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject()
                    .Where(member => member.Name != without)
                    .OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value, without: null);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Write(writer, item, without: null);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(value.GetString());
                break;
            default:
                writer.WriteRawValue(value.GetRawText());
                break;
        }
    }
}
