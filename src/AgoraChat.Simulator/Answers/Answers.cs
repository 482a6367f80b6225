using System.Buffers;
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

        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.WrittenCount;
        // To a caller who hung up this writes nothing and does not throw.
        await http.Response.BodyWriter.WriteAsync(body.WrittenMemory, CancellationToken.None);
    }
}
