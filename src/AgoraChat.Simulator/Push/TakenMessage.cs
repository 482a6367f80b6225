using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>What is kept of a message: all as it came or, by the switch, with its long texts cut.</summary>
internal static class TakenMessage
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(JsonElement message, SimulatorSwitches switches) =>
        switches.TruncateLongTexts ? Cut(message, switches) : JsonMarshal.GetRawUtf8Value(message).ToArray();

    private static byte[] Cut(JsonElement message, SimulatorSwitches switches)
    {
        var limits = MessageCheck.Texts.ToDictionary(limit => limit.Name, StringComparer.Ordinal);
        var cut = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(cut, Relaxed);
        json.WriteStartObject();
        foreach (var member in message.EnumerateObject())
        {
            if (limits.TryGetValue(member.Name, out var limit))
                json.WriteString(member.Name, limit.Cut(member.Value.GetString()!, switches));
            else
                member.WriteTo(json);
        }

        json.WriteEndObject();
        json.Flush();
        return cut.WrittenSpan.ToArray();
    }
}
