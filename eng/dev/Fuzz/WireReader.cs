using System.Globalization;
using System.Text;

namespace PushFunctions.Dev.Fuzz;

/// <summary>Reads answers from a connection, one after the other.</summary>
internal sealed class WireReader(Stream stream) : IDisposable
{
    // One character a byte, so that lengths are lengths.
    private readonly StreamReader _text = new(stream, Encoding.Latin1);

    /// <summary>Whether another request may follow.</summary>
    public bool MayBeReused { get; private set; }

    public async Task<WireAnswer> ReadAsync(bool isHead, CancellationToken cancellationToken)
    {
        MayBeReused = false;
        try
        {
            var (status, headers) = await HeadAsync(cancellationToken);
            while (status is >= 100 and < 200) (status, headers) = await HeadAsync(cancellationToken);
            if (status == 0) return WireAnswer.None;
            var body = isHead || status is 204 or 304 ? "" : await BodyAsync(headers, cancellationToken);
            var connection = headers.GetValueOrDefault("connection", "");
            MayBeReused = !connection.Equals("close", StringComparison.OrdinalIgnoreCase);
            return new(status, Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(body)));
        }
        catch (IOException)
        {
            return WireAnswer.None;
        }
    }

    public void Dispose() => _text.Dispose();

    private async Task<(int Status, Dictionary<string, string> Headers)> HeadAsync(CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (await _text.ReadLineAsync(cancellationToken) is not { } first) return (0, headers);
        while (await _text.ReadLineAsync(cancellationToken) is { Length: > 0 } line)
        {
            var cut = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..cut]] = line[(cut + 1)..].Trim();
        }

        return (int.Parse(first.Split(' ')[1], CultureInfo.InvariantCulture), headers);
    }

    private async Task<string> BodyAsync(Dictionary<string, string> headers, CancellationToken cancellationToken)
    {
        if (headers.TryGetValue("content-length", out var length))
            return await ReadAsync(int.Parse(length, CultureInfo.InvariantCulture), cancellationToken);
        if (!headers.ContainsKey("transfer-encoding")) return await _text.ReadToEndAsync(cancellationToken);
        var body = new StringBuilder();
        while (await SizeAsync(cancellationToken) is > 0 and var size)
        {
            body.Append(await ReadAsync(size, cancellationToken));
            await LineAsync(cancellationToken);
        }

        await LineAsync(cancellationToken);
        return body.ToString();
    }

    private async Task<int> SizeAsync(CancellationToken cancellationToken) =>
        int.Parse(await LineAsync(cancellationToken), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private async Task<string> LineAsync(CancellationToken cancellationToken) =>
        await _text.ReadLineAsync(cancellationToken) ?? throw CutShort();

    private async Task<string> ReadAsync(int length, CancellationToken cancellationToken)
    {
        // Asked for nothing, it would wait for something.
        if (length == 0) return "";
        var text = new char[length];
        return await _text.ReadBlockAsync(text, cancellationToken) == length
            ? new(text)
            : throw CutShort();
    }

    private static EndOfStreamException CutShort() => new("An answer ended within its body.");
}
