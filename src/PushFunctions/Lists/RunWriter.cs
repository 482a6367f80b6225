using System.Globalization;
using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace PushFunctions.Lists;

/// <summary>
/// Writes sorted lines to a blob in blocks that end with a line. Nothing of it is seen before it is committed.
/// </summary>
public sealed class RunWriter(BlobContainerClient container, string blob, int blockBytes)
{
    private readonly BlockBlobClient _client = container.GetBlockBlobClient(blob);
    private readonly string _id = Guid.NewGuid().ToString("N");
    private readonly List<string> _blocks = [];
    private readonly byte[] _buffer = new byte[blockBytes + SortSizes.MaxLine];
    private readonly byte[] _last = new byte[SortSizes.MaxLine];
    private int _lastLength = -1;
    private int _used;

    public string Blob => blob;

    /// <summary>The blocks that are written, in their order.</summary>
    public IReadOnlyList<string> Blocks => _blocks;

    public long Bytes { get; private set; }

    public int Count { get; private set; }

    /// <summary>Whether the block must be flushed before another line.</summary>
    public bool IsFull => _used >= blockBytes;

    /// <summary>Compares with the last line; 1 when there is none.</summary>
    public int CompareToLast(ReadOnlySpan<byte> line) =>
        _lastLength < 0 ? 1 : line.SequenceCompareTo(_last.AsSpan(0, _lastLength));

    public void Write(ReadOnlySpan<byte> line)
    {
        line.CopyTo(_buffer.AsSpan(_used));
        _buffer[_used + line.Length] = (byte)'\n';
        _used += line.Length + 1;
        line.CopyTo(_last);
        _lastLength = line.Length;
        Bytes += line.Length + 1;
        Count++;
    }

    /// <summary>Writes what is at hand as a block.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_used == 0) return;
        // Under a name of its own: a step that runs twice must not throw away the other's blocks.
        var name = string.Create(CultureInfo.InvariantCulture, $"{_id}{_blocks.Count:D8}");
        var block = Convert.ToBase64String(Encoding.ASCII.GetBytes(name));
        using var content = new MemoryStream(_buffer, 0, _used, writable: false);
        await _client.StageBlockAsync(block, content, cancellationToken: cancellationToken);
        _blocks.Add(block);
        _used = 0;
    }

    /// <summary>Makes these blocks the blob; done twice it stays the same.</summary>
    public static Task CommitAsync(
        BlobContainerClient container, string blob, IReadOnlyList<string> blocks,
        CancellationToken cancellationToken) =>
        container.GetBlockBlobClient(blob).CommitBlockListAsync(
            blocks, new CommitBlockListOptions(), cancellationToken);

    public async Task<Run> CommitAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        await CommitAsync(container, blob, _blocks, cancellationToken);
        return new(blob, Bytes, Count);
    }
}
