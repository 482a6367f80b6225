using System.Globalization;
using System.Text;

namespace PushFunctions.Dev.Grammar;

/// <summary>How the end of a body is told.</summary>
internal enum Framing
{
    Length,
    Chunks,

    /// <summary>Fewer bytes than said, then the end of the connection.</summary>
    CutShort,

    /// <summary>Chunks whose sizes are none.</summary>
    BadChunks,

    /// <summary>Chunks without a last one.</summary>
    EndlessChunks,
}

/// <summary>A request, byte by byte: none of it need be HTTP.</summary>
internal sealed record WireRequest(string Target)
{
    private const int ChunkSize = 700;

    public string Method { get; init; } = "POST";

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public byte[] Body { get; init; } = [];

    public Framing Framing { get; init; }

    /// <summary>Whether the server may hang up without a word: what came was not HTTP.</summary>
    public bool MayGoUnanswered { get; init; }

    /// <summary>Whether the end of the connection is the only end of the body.</summary>
    public bool EndsEarly => Framing is Framing.CutShort or Framing.EndlessChunks;

    /// <summary>Whether it is HTTP, so that an answer must come, and another request may follow.</summary>
    public bool HasGoodFrame => Framing is Framing.Length or Framing.Chunks && !MayGoUnanswered;

    public static WireRequest Json(string target, string json, string contentType = "application/json") =>
        Json(target, Encoding.UTF8.GetBytes(json), contentType);

    public static WireRequest Json(string target, byte[] json, string contentType = "application/json") =>
        new(target) { Body = json, Headers = [("Content-Type", contentType)] };

    public WireRequest With(string header, string value) =>
        this with { Headers = [.. Headers, (header, value)] };

    public WireRequest Without(string header) =>
        this with { Headers = [.. Headers.Where(one => !one.Name.Equals(header, StringComparison.OrdinalIgnoreCase))] };

    public byte[] ToBytes()
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"{Method} {Target} HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        foreach (var (name, value) in Headers) head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        head.Append(Framing switch
        {
            Framing.Length when Body.Length == 0 && Method is "GET" or "HEAD" => "",
            Framing.Length => $"Content-Length: {Body.Length}\r\n",
            Framing.CutShort => $"Content-Length: {Body.Length + 50}\r\n",
            _ => "Transfer-Encoding: chunked\r\n",
        });
        return [.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. Framed()];
    }

    private byte[] Framed() => Framing switch
    {
        Framing.Chunks => [.. Body.Chunk(ChunkSize).SelectMany(Chunk), .. "0\r\n\r\n"u8],
        Framing.EndlessChunks => [.. Body.Chunk(ChunkSize).SelectMany(Chunk)],
        Framing.BadChunks => [.. "zz\r\n"u8, .. Body, .. "\r\n0\r\n\r\n"u8],
        _ => Body,
    };

    private static byte[] Chunk(byte[] bytes) =>
        [.. Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"), .. bytes, .. "\r\n"u8];
}
