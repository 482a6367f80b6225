using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>Writes JSON answers in one piece, with their length.</summary>
internal static class Answers
{
    private static readonly JsonWriterOptions Relaxed =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(HttpContext http, int status, Action<Utf8JsonWriter> write)
    {
        var body = new ArrayBufferWriter<byte>(4_096);
        using (var json = new Utf8JsonWriter(body, Relaxed))
            write(json);

        await WriteAsync(http, status, body.WrittenMemory);
    }

    /// <summary>Answers with a text that need be no JSON, whatever the header says.</summary>
    public static Task WriteAsync(HttpContext http, int status, string text) =>
        WriteAsync(http, status, Encoding.UTF8.GetBytes(text));

    private static async Task WriteAsync(HttpContext http, int status, ReadOnlyMemory<byte> body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        // To a caller who hung up this writes nothing and does not throw.
        await http.Response.BodyWriter.WriteAsync(body, CancellationToken.None);
    }
}
