using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;

namespace PushFunctions.Lists;

/// <summary>
/// An upload as text, whether it is packed by gzip or not, within its limits. Whoever packs a little text that unpacks
/// to very much is found out early.
/// </summary>
public sealed class UnpackedStream : ReadOnlyStream
{
    private readonly ListLimits _limits;
    private readonly MarkedStream _packed;
    private readonly Stream _text;
    private readonly bool _isPacked;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _isEnded;
    private long _bytes;

    private UnpackedStream(MarkedStream packed, bool isPacked, ListLimits limits)
    {
        (_packed, _isPacked, _limits) = (packed, isPacked, limits);
        _text = isPacked ? new GZipStream(packed, CompressionMode.Decompress) : packed;
    }

    /// <param name="upload">The upload.</param>
    /// <param name="mustBePacked">The sender says that it is.</param>
    /// <param name="limits">What is too much.</param>
    /// <param name="cancellationToken">Ends the look at its first bytes.</param>
    public static async Task<UnpackedStream> OpenAsync(
        Stream upload, bool mustBePacked, ListLimits limits, CancellationToken cancellationToken)
    {
        var head = await ReadHeadAsync(upload, cancellationToken);
        var isPacked = IsPacked(head);
        return mustBePacked && !isPacked
            ? throw new UploadException(NotPacked)
            : new(new(head, upload, isPacked), isPacked, limits);
    }

    /// <summary>Whether an upload is packed, by its first bytes.</summary>
    public static async Task<bool> IsPackedAsync(Stream upload, CancellationToken cancellationToken) =>
        IsPacked(await ReadHeadAsync(upload, cancellationToken));

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var held = _isPacked ? MarkedStream.End.Length : 0;
        while (!_isEnded && _end - _start <= held) await FillAsync(cancellationToken);
        var count = Math.Min(buffer.Length, _end - _start - held);
        if (count <= 0) return 0;
        _buffer.AsMemory(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    private static Problem NotPacked => Broken("Content-Encoding says gzip, and the body is none.");

    private static Problem Broken(string why) => new(
        StatusCodes.Status400BadRequest, ProblemCodes.InvalidAudience, "The audience cannot be read",
        $"{why} Nothing was changed. Send all of it again.");

    private static bool IsPacked(byte[] head) => head.AsSpan().SequenceEqual(MarkedStream.GzipMark);

    private static async Task<byte[]> ReadHeadAsync(Stream upload, CancellationToken cancellationToken)
    {
        var head = new byte[MarkedStream.GzipMark.Length];
        var read = await upload.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        return head[..read];
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        var read = await ReadTextAsync(cancellationToken);
        _end += read;
        _bytes += read;
        if (_bytes > _limits.MaxBytes + MarkedStream.End.Length) throw new UploadException(_limits.TooManyBytes);
        if (_isPacked && _bytes > ListLimits.RatioFrom && _bytes / ListLimits.MaxRatio > _packed.Bytes)
            throw new UploadException(ListLimits.TooWellPacked);
        _isEnded = read == 0;
        // What ends early is unpacked without complaint; then what was put behind it is not seen again.
        if (_isEnded && _isPacked && !_buffer.AsSpan(_start, _end - _start).EndsWith(MarkedStream.End))
            throw new UploadException(Broken("The gzip data ends too early, or something follows it."));
    }

    private async ValueTask<int> ReadTextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _text.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        }
        catch (InvalidDataException)
        {
            throw new UploadException(Broken("The gzip data is damaged, or ends too early."));
        }
    }
}
