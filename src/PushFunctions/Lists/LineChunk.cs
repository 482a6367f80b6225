namespace PushFunctions.Lists;

/// <summary>As many lines as are sorted at once. Grows with what is put in, up to its sizes.</summary>
public sealed class LineChunk
{
    private const int FirstBytes = 64 * 1024;
    private const int FirstLines = 4 * 1024;

    private readonly SortSizes _sizes;
    private readonly Comparison<Line> _compare;
    private byte[] _bytes;
    private Line[] _lines;
    private int _used;

    public LineChunk(SortSizes sizes)
    {
        _sizes = sizes;
        _compare = (one, other) => Of(one).SequenceCompareTo(Of(other));
        _bytes = new byte[Math.Min(FirstBytes, sizes.ChunkBytes)];
        _lines = new Line[Math.Min(FirstLines, sizes.ChunkLines)];
    }

    public int Count { get; private set; }

    /// <summary>Whether another line may not fit.</summary>
    public bool IsFull => _used + SortSizes.MaxLine > _sizes.ChunkBytes || Count == _sizes.ChunkLines;

    public ReadOnlySpan<byte> this[int index] => Of(_lines[index]);

    public void Add(ReadOnlySpan<byte> line)
    {
        if (_used + line.Length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Min(_bytes.Length * 2, _sizes.ChunkBytes));
        if (Count == _lines.Length) Array.Resize(ref _lines, Math.Min(_lines.Length * 2, _sizes.ChunkLines));
        line.CopyTo(_bytes.AsSpan(_used));
        _lines[Count++] = new(_used, line.Length);
        _used += line.Length;
    }

    /// <summary>Sorts the lines by their bytes and keeps each once.</summary>
    public void Sort()
    {
        if (IsInOrder()) return;
        _lines.AsSpan(0, Count).Sort(_compare);
        var kept = 1;
        for (var next = 1; next < Count; next++)
        {
            if (!this[next].SequenceEqual(this[kept - 1])) _lines[kept++] = _lines[next];
        }

        Count = kept;
    }

    public void Clear() => (Count, _used) = (0, 0);

    private bool IsInOrder()
    {
        for (var next = 1; next < Count; next++)
        {
            if (this[next - 1].SequenceCompareTo(this[next]) >= 0) return false;
        }

        return true;
    }

    private ReadOnlySpan<byte> Of(Line line) => _bytes.AsSpan(line.Start, line.Length);

    private readonly record struct Line(int Start, int Length);
}
