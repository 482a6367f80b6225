using System.Buffers;
using System.Text.Json;

namespace PushFunctions.Events;

/// <summary>Puts an event of our form together from the parts of another form.</summary>
internal static class ComposedEvent
{
    /// <summary>One deeper than what was posted: all of that may have become one member.</summary>
    private static readonly JsonDocumentOptions Deeper = new() { MaxDepth = 70 };

    public static JsonElement Create(IEnumerable<(string Name, JsonElement? Value)> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in members)
            {
                if (value is not { } given) continue;
                writer.WritePropertyName(name);
                given.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan, Deeper);
    }

    public static JsonElement List(IEnumerable<JsonElement> items)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var item in items) item.WriteTo(writer);
            writer.WriteEndArray();
        }

        return JsonElement.Parse(buffer.WrittenSpan, Deeper);
    }

    public static JsonElement Text(string text)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) writer.WriteStringValue(text);
        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
