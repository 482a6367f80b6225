using Azure;
using Azure.Storage.Blobs.Specialized;

namespace PushFunctions.Lists;

/// <summary>Reads a blob from some place on, as long as it stays what it is.</summary>
/// <param name="blob">The blob.</param>
/// <param name="etag">What it is.</param>
/// <param name="length">Its length.</param>
/// <param name="offset">Where to begin.</param>
public sealed class BlobStream(BlockBlobClient blob, ETag etag, long length, long offset) : ReadOnlyStream
{
    private readonly byte[] _buffer = new byte[(int)Math.Min(2 * 1024 * 1024, length - offset)];
    private long _next = offset;
    private ReadOnlyMemory<byte> _ready;

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_ready.IsEmpty)
        {
            var part = _buffer.AsMemory(0, (int)Math.Min(_buffer.Length, length - _next));
            if (part.IsEmpty) return 0;
            await BlobRange.ReadAsync(blob, _next, part, etag, cancellationToken);
            _next += part.Length;
            _ready = part;
        }

        var count = Math.Min(buffer.Length, _ready.Length);
        _ready[..count].CopyTo(buffer);
        _ready = _ready[count..];
        return count;
    }
}
