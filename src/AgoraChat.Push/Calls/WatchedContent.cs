using System.Net;
using System.Net.Http.Headers;

namespace AgoraChat.Push;

/// <summary>A JSON body that knows whether any of it was handed to the connection, and tells when.</summary>
internal sealed class WatchedContent : HttpContent
{
    private readonly byte[] _body;
    private readonly CallDeparture? _departure;
    private readonly TimeProvider _time;

    public WatchedContent(byte[] body, CallDeparture? departure, TimeProvider time)
    {
        (_body, _departure, _time) = (body, departure, time);
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    public bool WasWritten { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        WasWritten = true;
        await stream.WriteAsync(_body, cancellationToken);
        _departure?.LeftAt = _time.GetUtcNow();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
