using System.Buffers;
using System.Security.Cryptography;

namespace PushFunctions.Hooks;

/// <summary>Reads a SHA-256 digest from hexadecimal digits.</summary>
internal static class HexDigest
{
    /// <returns>The digest, or null when it is none.</returns>
    public static byte[]? Read(string text)
    {
        var digest = new byte[SHA256.HashSizeInBytes];
        return text.Length == digest.Length * 2
            && Convert.FromHexString(text, digest, out _, out _) == OperationStatus.Done
                ? digest
                : null;
    }
}
