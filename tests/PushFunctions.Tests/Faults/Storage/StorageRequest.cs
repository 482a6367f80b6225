using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;

namespace PushFunctions.Tests.Faults.Storage;

/// <summary>A request as the clients' pipelines write it.</summary>
internal sealed class StorageRequest : Request
{
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);

    public override string ClientRequestId { get; set; } = "";

    public override void Dispose()
    {
    }

    protected override void AddHeader(string name, string value) =>
        _headers[name] = _headers.TryGetValue(name, out var before) ? $"{before},{value}" : value;

    protected override void SetHeader(string name, string value) => _headers[name] = value;

    protected override bool ContainsHeader(string name) => _headers.ContainsKey(name);

    protected override bool RemoveHeader(string name) => _headers.Remove(name);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() =>
        _headers.Select(header => new HttpHeader(header.Key, header.Value));

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) =>
        _headers.TryGetValue(name, out value);

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }
}

/// <summary>The service's answer.</summary>
internal sealed class StorageAnswer(int status, byte[]? body = null) : Response
{
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Content-Length"] = $"{body?.Length ?? 0}",
        ["x-ms-version"] = "2020-12-06",
    };

    public override int Status => status;

    public override string ReasonPhrase => "";

    public override Stream? ContentStream { get; set; } = new MemoryStream(body ?? []);

    public override string ClientRequestId { get; set; } = "";

    public StorageAnswer With(string header, string? value)
    {
        if (value is not null) _headers[header] = value;
        return this;
    }

    public override void Dispose()
    {
    }

    protected override bool ContainsHeader(string name) => _headers.ContainsKey(name);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() =>
        _headers.Select(header => new HttpHeader(header.Key, header.Value));

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) =>
        _headers.TryGetValue(name, out value);

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }
}

/// <summary>What was asked for, taken out of the request before it is on its way.</summary>
internal sealed record StorageCall(
    string Method, string Host, string Path, IReadOnlyDictionary<string, string> Query,
    IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public bool IsWrite => Method is not ("GET" or "HEAD");

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public static StorageCall Of(Request request)
    {
        var body = new MemoryStream();
        request.Content?.WriteTo(body, CancellationToken.None);
        var address = request.Uri.ToUri();
        return new(
            request.Method.Method,
            address.Host,
            Uri.UnescapeDataString(address.AbsolutePath),
            ReadQuery(address.Query),
            request.Headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase),
            body.ToArray());
    }

    public override string ToString() => $"{Method} {Host}{Path}";

    public static Dictionary<string, string> ReadQuery(string query) => query.TrimStart('?')
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(
            pair => Uri.UnescapeDataString(pair[0]),
            pair => pair.Length == 1 ? "" : Uri.UnescapeDataString(pair[1]),
            StringComparer.OrdinalIgnoreCase);
}
