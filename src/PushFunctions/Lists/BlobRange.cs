using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace PushFunctions.Lists;

/// <summary>Reads a stretch of a blob into a buffer.</summary>
internal static class BlobRange
{
    /// <param name="blob">The blob.</param>
    /// <param name="offset">Where in the blob the stretch begins.</param>
    /// <param name="buffer">Is filled; the blob must have as many bytes from there on.</param>
    /// <param name="etag">What the blob must be; null: anything.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task ReadAsync(
        BlockBlobClient blob, long offset, Memory<byte> buffer, ETag? etag, CancellationToken cancellationToken)
    {
        var options = new BlobDownloadOptions
        {
            Range = new(offset, buffer.Length),
            Conditions = etag is { } tag ? new() { IfMatch = tag } : null,
        };
        var answer = await blob.DownloadStreamingAsync(options, cancellationToken);
        await using var content = answer.Value.Content;
        await content.ReadExactlyAsync(buffer, cancellationToken);
    }
}
