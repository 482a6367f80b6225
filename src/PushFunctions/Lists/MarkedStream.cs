using System.IO.Compression;

namespace PushFunctions.Lists;

/// <summary>
/// An upload with its first bytes, which were read to see what it is, before it; and, if it is packed, a packed mark of
/// the end behind it: the unpacker does not tell data that ends early from data that ends.
/// </summary>
/// <param name="head">The first bytes.</param>
/// <param name="rest">What follows.</param>
/// <param name="isPacked">Whether the mark comes at the end.</param>
internal sealed class MarkedStream(ReadOnlyMemory<byte> head, Stream rest, bool isPacked) : ReadOnlyStream
{
    private static readonly byte[] PackedEnd = Pack(End);

    private ReadOnlyMemory<byte> _head = head;
    private ReadOnlyMemory<byte> _end = isPacked ? PackedEnd : default;
    private bool _isEnded;

    /// <summary>What packed data begins with.</summary>
    public static ReadOnlySpan<byte> GzipMark => [0x1F, 0x8B];

    /// <summary>The mark, unpacked: no text has it.</summary>
    public static ReadOnlySpan<byte> End => [0x00, 0xFF, 0x1C, 0xFE, 0x00, 0xFF, 0x04, 0xFE];

    /// <summary>Bytes of the upload that were read.</summary>
    public long Bytes { get; private set; } = head.Length;

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_head.IsEmpty) return Take(ref _head, buffer);
        if (!_isEnded)
        {
            var read = await rest.ReadAsync(buffer, cancellationToken);
            Bytes += read;
            if (read > 0) return read;
            _isEnded = true;
        }

        return Take(ref _end, buffer);
    }

    private static int Take(ref ReadOnlyMemory<byte> from, Memory<byte> buffer)
    {
        var count = Math.Min(from.Length, buffer.Length);
        from[..count].CopyTo(buffer);
        from = from[count..];
        return count;
    }

    private static byte[] Pack(ReadOnlySpan<byte> text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress)) gzip.Write(text);
        return packed.ToArray();
    }
}
