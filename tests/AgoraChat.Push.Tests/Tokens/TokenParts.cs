using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace AgoraChat.Push.Tests;

/// <summary>Takes tokens apart and puts them together in the test's own way.</summary>
internal static class TokenParts
{
    public static byte[] Content(string token)
    {
        using var zlib = new ZLibStream(
            new MemoryStream(Convert.FromBase64String(token["007".Length..])), CompressionMode.Decompress);
        using var content = new MemoryStream();
        zlib.CopyTo(content);
        return content.ToArray();
    }

    public static string Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
            zlib.Write(content);
        return "007" + Convert.ToBase64String(packed.ToArray());
    }

    /// <summary>Signs what a test made up, step by step as the documents say.</summary>
    public static string Sign(byte[] signed, int issuedAt, int salt, string certificate)
    {
        var first = HMACSHA256.HashData(BitConverter.GetBytes(issuedAt), Encoding.ASCII.GetBytes(certificate));
        var second = HMACSHA256.HashData(BitConverter.GetBytes(salt), first);
        return Pack([32, 0, .. HMACSHA256.HashData(second, signed), .. signed]);
    }
}
