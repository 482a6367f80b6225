using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;

namespace PushFunctions.Lists;

/// <summary>Reads a run from one of its lines on.</summary>
/// <param name="container">Where runs are.</param>
/// <param name="run">The run.</param>
/// <param name="offset">Where the line begins.</param>
/// <param name="bufferBytes">Bytes to read at once.</param>
public sealed class RunReader(BlobContainerClient container, Run run, long offset, int bufferBytes)
{
    private readonly BlockBlobClient _blob = container.GetBlockBlobClient(run.Blob);
    private readonly byte[] _buffer = new byte[Math.Min(Math.Max(bufferBytes, SortSizes.MaxLine), run.Bytes)];
    private long _bufferOffset = offset;
    private int _start;
    private int _length = -1;
    private int _end;

    /// <summary>Where the current line begins in the run; behind the last one, the run's length.</summary>
    public long Offset => _bufferOffset + _start;

    public ReadOnlySpan<byte> Current => _buffer.AsSpan(_start, _length);

    /// <summary>Goes to the next line, when all of it is at hand; else there is more to read.</summary>
    public bool TryMoveNext()
    {
        _start += _length + 1;
        _length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
        if (_length >= 0) return true;
        // As if before this line: once it is read, it is the next one.
        _length = -1;
        return false;
    }

    /// <summary>Reads more and goes to the next line.</summary>
    /// <returns>False: there is none.</returns>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        var kept = _end - _start;
        _buffer.AsSpan(_start, kept).CopyTo(_buffer);
        _bufferOffset += _start;
        (_start, _end) = (0, kept);
        var bytes = (int)Math.Min(_buffer.Length - kept, run.Bytes - _bufferOffset - kept);
        if (bytes == 0) return false;
        await BlobRange.ReadAsync(
            _blob, _bufferOffset + kept, _buffer.AsMemory(kept, bytes), etag: null, cancellationToken);
        _end += bytes;
        return TryMoveNext();
    }
}
