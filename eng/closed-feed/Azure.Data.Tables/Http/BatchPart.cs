using System.Diagnostics.CodeAnalysis;
using System.Text;
using Azure.Core;

namespace Azure.Data.Tables.Http;

/// <summary>The answer to one action of a transaction.</summary>
internal sealed class BatchPart : Response
{
    private readonly List<KeyValuePair<string, string>> _headers;

    public BatchPart(
        int status, string reason, List<KeyValuePair<string, string>> headers, string body, string clientRequestId)
    {
        Status = status;
        ReasonPhrase = reason;
        ClientRequestId = clientRequestId;
        var bytes = Encoding.UTF8.GetBytes(body);
        ContentStream = new MemoryStream(bytes, 0, bytes.Length, writable: false, publiclyVisible: true);
        _headers = headers;
    }

    public override int Status { get; }

    public override string ReasonPhrase { get; }

    public override Stream? ContentStream { get; set; }

    public override string ClientRequestId { get; set; }

    public override bool IsError => Status >= 400;

    public override void Dispose() => ContentStream?.Dispose();

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = _headers.Find(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() =>
        _headers.Select(header => new HttpHeader(header.Key, header.Value));
}
