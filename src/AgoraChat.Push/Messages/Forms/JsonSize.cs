using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>How long JSON gets when this library writes it: without white space, escaping only what it must.</summary>
internal static class JsonSize
{
    private static readonly JsonWriterOptions Relaxed =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Bytes of a message without members: two braces, less the comma that the last member lacks.</summary>
    public const int EmptyMessage = 1;

    public static int Bytes(string text) =>
        JsonEncodedText.Encode(text, Relaxed.Encoder).EncodedUtf8Bytes.Length + 2;

    public static int Bytes(JsonElement value) => Write(value).WrittenCount;

    public static int Characters(JsonElement value) => Encoding.UTF8.GetCharCount(Write(value).WrittenSpan);

    /// <summary>Whether all its texts are Unicode; JSON can hold half of a surrogate pair.</summary>
    public static bool CanBeWritten(JsonElement value)
    {
        try
        {
            _ = Write(value);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Bytes of <c>"name":value,</c>.</summary>
    public static int Member(string name, int valueBytes) => Bytes(name) + 1 + valueBytes + 1;

    private static ArrayBufferWriter<byte> Write(JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Relaxed);
        value.WriteTo(writer);
        writer.Flush();
        return buffer;
    }
}
