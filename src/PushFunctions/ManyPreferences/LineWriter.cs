using System.Globalization;
using System.Text;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace PushFunctions.ManyPreferences;

/// <summary>Writes lines to a blob, a part a block; of all lines only those of one part are in memory.</summary>
public sealed class LineWriter(BlockBlobClient blob) : IDisposable
{
    private readonly MemoryStream _part = new();
    private readonly List<PartSpan> _parts = [];
    private readonly List<string> _blocks = [];
    private int _lines;

    public IReadOnlyList<PartSpan> Parts => _parts;

    public async Task AddAsync(PreferenceLine line, CancellationToken cancellationToken)
    {
        LineForm.Write(_part, line);
        if (++_lines == PartSpan.MostLines) await EndPartAsync(cancellationToken);
    }

    /// <summary>Makes the blob be there.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        if (_lines > 0) await EndPartAsync(cancellationToken);
        await blob.CommitBlockListAsync(_blocks, new CommitBlockListOptions(), cancellationToken);
    }

    public void Dispose() => _part.Dispose();

    private async Task EndPartAsync(CancellationToken cancellationToken)
    {
        _blocks.Add(Convert.ToBase64String(
            Encoding.ASCII.GetBytes(_parts.Count.ToString("D8", CultureInfo.InvariantCulture))));
        _parts.Add(new((int)_part.Length, _lines));
        _part.Position = 0;
        await blob.StageBlockAsync(_blocks[^1], _part, cancellationToken: cancellationToken);
        _part.SetLength(0);
        _lines = 0;
    }
}
