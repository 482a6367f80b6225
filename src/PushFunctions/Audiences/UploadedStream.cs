using Azure;
using Azure.Storage.Blobs.Specialized;
using PushFunctions.Lists;

namespace PushFunctions.Audiences;

/// <summary>Reads an uploaded blob from some place on, as long as it stays what it was when it was committed.</summary>
/// <param name="blob">The blob.</param>
/// <param name="check">What it was.</param>
/// <param name="offset">Where to begin.</param>
public sealed class UploadedStream(BlockBlobClient blob, AudienceCheck check, long offset) : ReadOnlyStream
{
    private const int MostAtOnce = 1024 * 1024;

    private readonly byte[] _buffer = new byte[(int)Math.Min(MostAtOnce, check.Bytes - offset)];
    private readonly ETag _etag = new(check.ETag);
    private long _next = offset;
    private ReadOnlyMemory<byte> _ready;

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_ready.IsEmpty)
        {
            _ready = _buffer.AsMemory(0, (int)Math.Min(_buffer.Length, check.Bytes - _next));
            if (_ready.IsEmpty) return 0;
            await FillAsync(cancellationToken);
        }

        var count = Math.Min(buffer.Length, _ready.Length);
        _ready[..count].CopyTo(buffer);
        _ready = _ready[count..];
        return count;
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        try
        {
            await BlobRange.ReadAsync(blob, _next, _buffer.AsMemory(0, _ready.Length), _etag, cancellationToken);
            _next += _ready.Length;
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 412)
        {
            throw new UploadException(AudienceRefusals.ChangedUpload);
        }
    }
}
