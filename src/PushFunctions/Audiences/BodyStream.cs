using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PushFunctions.Lists;
using PushFunctions.Problems;

namespace PushFunctions.Audiences;

/// <summary>A request's body, up to a limit that is ours and not the server's.</summary>
public sealed class BodyStream : ReadOnlyStream
{
    private readonly Stream _body;
    private readonly long _maxBytes;
    private readonly Func<long, Problem> _tooLarge;
    private long _bytes;

    private BodyStream(Stream body, long maxBytes, Func<long, Problem> tooLarge) =>
        (_body, _maxBytes, _tooLarge) = (body, maxBytes, tooLarge);

    /// <param name="request">The request.</param>
    /// <param name="maxBytes">The limit.</param>
    /// <param name="tooLarge">Says that it is over; null: as of an audience.</param>
    /// <exception cref="UploadException">The body says itself that it is too large.</exception>
    public static BodyStream Open(HttpRequest request, long maxBytes, Func<long, Problem>? tooLarge = null)
    {
        tooLarge ??= TooLarge;
        // The server's own limit of 30 MB ends in an answer that says nothing.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
            server.MaxRequestBodySize = null;
        return request.ContentLength > maxBytes
            ? throw new UploadException(tooLarge(maxBytes))
            : new(request.Body, maxBytes, tooLarge);
    }

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await _body.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or (IOException and not BadHttpRequestException))
        {
            // A reset says the one or the other, and often before the request's own token does.
            throw new SenderGoneException(exception);
        }

        _bytes += read;
        return _bytes > _maxBytes ? throw new UploadException(_tooLarge(_maxBytes)) : read;
    }

    private static Problem TooLarge(long maxBytes) => new(
        StatusCodes.Status413PayloadTooLarge, ProblemCodes.BodyTooLarge, "The body is too large",
        $"An audience that is put may have {maxBytes.ToString("N0", CultureInfo.InvariantCulture)} bytes. Pack it with "
        + "gzip, or upload it to storage: POST /api/audiences/{name}/uploads gives an address for that.");
}
