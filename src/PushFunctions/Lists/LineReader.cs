namespace PushFunctions.Lists;

/// <summary>
/// Reads a stream line by line, each without its end (LF or CR LF) and the first without a byte order mark. Of a line
/// that is far too long only the first and last bytes are kept.
/// </summary>
/// <param name="stream">The text, from a line's beginning on.</param>
/// <param name="position">Where in the whole text that is.</param>
public sealed class LineReader(Stream stream, long position)
{
    private const int BufferBytes = 64 * 1024;

    // Above the most bytes of any line that somebody takes, so that what is cut cannot pass for one.
    private const int KeptOfLong = 8 * 1024;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _start;
    private int _end;
    private long _dropped;
    private bool _isEnded;

    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>Where in the whole text the next line begins.</summary>
    public long Position { get; private set; } = position;

    /// <summary>Reads the next line when all of it is at hand; else <see cref="FillAsync"/> is due.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var rest = _buffer.AsSpan(_start, _end - _start);
        var length = rest.IndexOf((byte)'\n');
        if (length < 0 && (!_isEnded || rest.IsEmpty))
        {
            line = default;
            return false;
        }

        // The last line may lack its end.
        var taken = length < 0 ? rest.Length : length + 1;
        line = length < 0 ? rest : rest[..length];
        if (line is [.., (byte)'\r']) line = line[..^1];
        if (Position == 0 && line.StartsWith(Mark)) line = line[Mark.Length..];
        _start += taken;
        Position += taken + _dropped;
        _dropped = 0;
        return true;
    }

    /// <returns>False: the text has ended, and all lines have been read.</returns>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_isEnded) return _start < _end;
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            _dropped += _end - KeptOfLong;
            _end = KeptOfLong;
        }

        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _isEnded = read == 0;
        _end += read;
        return _start < _end;
    }
}
