using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace PushFunctions.Storage;

/// <summary>
/// What is too large for a push's row: the list of its users (one a line, sorted within each group), and its groups.
/// </summary>
public sealed class PushBlobs(StorageClients storage)
{
    /// <summary>
    /// Writes a blob whose name is made of what it holds, so that one written for the same event under another mapping
    /// stays as it is.
    /// </summary>
    /// <returns>Its name.</returns>
    public async Task<string> WriteOnceAsync(string pushId, byte[] content, CancellationToken cancellationToken)
    {
        var name = $"{pushId}/{Convert.ToHexStringLower(SHA256.HashData(content))}";
        var blob = storage.PushUsers.GetBlockBlobClient(name);
        var block = Convert.ToBase64String("00000000"u8);
        try
        {
            // Not UploadAsync: it needs System.IO.Hashing, which some package feeds lack.
            using var stream = new MemoryStream(content);
            await blob.StageBlockAsync(block, stream, cancellationToken: cancellationToken);
            var options = new CommitBlockListOptions { Conditions = new() { IfNoneMatch = ETag.All } };
            await blob.CommitBlockListAsync([block], options, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            // What is there under this name is the same. Two writers may also have thrown away each other's block, and
            // then one of them has committed. A conflict of another kind leaves nothing there.
            if (!await blob.ExistsAsync(cancellationToken)) throw;
        }

        return name;
    }

    /// <summary>Reads a whole blob.</summary>
    public Task<byte[]> ReadAsync(string name, CancellationToken cancellationToken) =>
        ReadAsync(name, default(HttpRange), cancellationToken);

    /// <summary>
    /// Reads bytes <paramref name="offset"/> to <paramref name="offset"/> + <paramref name="bytes"/> − 1.
    /// </summary>
    public Task<byte[]> ReadAsync(string name, long offset, long bytes, CancellationToken cancellationToken) =>
        ReadAsync(name, new HttpRange(offset, bytes), cancellationToken);

    private async Task<byte[]> ReadAsync(string name, HttpRange range, CancellationToken cancellationToken)
    {
        var options = new BlobDownloadOptions { Range = range };
        var answer = await storage.PushUsers.GetBlockBlobClient(name)
            .DownloadStreamingAsync(options, cancellationToken);
        using var content = new MemoryStream();
        await answer.Value.Content.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    }
}
