using System.Net;
using System.Net.Http.Headers;

namespace AgoraChat.Push;

/// <summary>A JSON body that knows whether any of it was handed to the connection.</summary>
internal sealed class WatchedContent : HttpContent
{
    private readonly byte[] _body;

    public WatchedContent(byte[] body)
    {
        _body = body;
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
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
