using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;

namespace AgoraChat.Push;

/// <summary>The outer form: <c>007</c>, then Base64 of zlib of the signature and what it signs.</summary>
/// <remarks>The packing is not canonical: equal contents have many texts, so only contents may be compared.</remarks>
internal static class TokenText
{
    private const string Prefix = "007";
    private const int SignatureLength = 32;
    private const int ChecksumLength = 4;
    private const int EndMark = 64;
    private const int MaxTextLength = 8 * 1_024;
    private const int MaxContentLength = 8 * 1_024;

    public static string Write(ReadOnlySpan<byte> signature, ReadOnlySpan<byte> signed)
    {
        var content = new byte[sizeof(ushort) + signature.Length + signed.Length];
        BinaryPrimitives.WriteUInt16LittleEndian(content, (ushort)signature.Length);
        signature.CopyTo(content.AsSpan(sizeof(ushort)));
        signed.CopyTo(content.AsSpan(sizeof(ushort) + signature.Length));

        using var packed = new MemoryStream();
        // Fastest, and in one piece: that gives one block of fixed codes, with no bits in between that mean nothing.
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(content);

        return Prefix + Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }

    public static bool TryRead(string text, out byte[] signature, out byte[] signed)
    {
        signature = signed = [];
        if (Unpack(text) is not { Length: > sizeof(ushort) + SignatureLength } content
            || BinaryPrimitives.ReadUInt16LittleEndian(content) != SignatureLength)
        {
            return false;
        }

        signature = content[sizeof(ushort)..(sizeof(ushort) + SignatureLength)];
        signed = content[(sizeof(ushort) + SignatureLength)..];
        return true;
    }

    /// <summary>The content, or null when it cannot be unpacked or is longer than any token is.</summary>
    internal static byte[]? Unpack(string text)
    {
        if (text.Length > MaxTextLength || !text.StartsWith(Prefix, StringComparison.Ordinal))
            return null;

        // What follows is all ones: a stream whose end is missing reads on into them and shows itself.
        var packed = new byte[text.Length + EndMark];
        Array.Fill(packed, byte.MaxValue);
        if (!Convert.TryFromBase64Chars(text.AsSpan(Prefix.Length), packed.AsSpan(0, text.Length), out var length)
            || !text.AsSpan(Prefix.Length).SequenceEqual(Convert.ToBase64String(packed, 0, length)))
        {
            return null;
        }

        packed.AsSpan(length, text.Length - length).Fill(byte.MaxValue);
        return Inflate(packed) is { } content && EndsWith(packed.AsSpan(0, length), Adler32(content))
            && !HasLooseBits(packed, length, content) ? content : null;
    }

    // The inflater does not mind what comes behind the end.
    private static bool EndsWith(ReadOnlySpan<byte> packed, uint checksum) =>
        packed.Length > ChecksumLength && BinaryPrimitives.ReadUInt32BigEndian(packed[^ChecksumLength..]) == checksum;

    private static uint Adler32(ReadOnlySpan<byte> content)
    {
        const uint modulus = 65_521;
        uint sum = 1, sums = 0;
        foreach (var one in content)
        {
            sum = (sum + one) % modulus;
            sums = (sums + sum) % modulus;
        }

        return (sums << 16) | sum;
    }

    // Deflate ends within a byte. No packer sets the bits behind its end: who has them set has been tampered with.
    private static bool HasLooseBits(byte[] packed, int length, byte[] content)
    {
        if (packed[length - ChecksumLength - 1] == 0)
            return false;
        ref var last = ref packed[length - ChecksumLength - 1];
        last ^= (byte)(1 << BitOperations.Log2(last));
        return Inflate(packed) is { } same && same.AsSpan().SequenceEqual(content);
    }

    private static byte[]? Inflate(byte[] packed)
    {
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
            var content = new byte[MaxContentLength + 1];
            var read = zlib.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return read <= MaxContentLength ? content[..read] : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
