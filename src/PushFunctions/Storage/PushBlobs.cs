using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace PushFunctions.Storage;

/// <summary>
/// What is too large for a push's row: the list of its users (one a line, sorted within each group), and its groups. A
/// push over an audience reads the audience's list.
/// </summary>
public sealed class PushBlobs(StorageClients storage)
{
    private const int MostTries = 5;

    /// <summary>
    /// Writes a blob whose name is made of what it holds, so that one written for the same event under another mapping
    /// stays as it is.
    /// </summary>
    /// <returns>Its name.</returns>
    public async Task<string> WriteOnceAsync(string pushId, byte[] content, CancellationToken cancellationToken)
    {
        var name = $"{pushId}/{Convert.ToHexStringLower(SHA256.HashData(content))}";
        var blob = storage.PushUsers.GetBlockBlobClient(name);
        for (var tries = 1; ; tries++)
        {
            try
            {
                await WriteAsync(blob, content, cancellationToken);
                return name;
            }
            catch (RequestFailedException exception)
                when (exception.Status is 409 or 412 || exception.ErrorCode == BlobErrorCode.InvalidBlockList)
            {
                // What is there under this name is the same. Two writers may also have thrown away each other's block,
                // and then one of them has committed.
                if (await blob.ExistsAsync(cancellationToken)) return name;
                // One who lost to another body deletes the blob again, and with it the blocks of those who follow.
                if (tries == MostTries) throw;
            }
        }
    }

    /// <summary>Deletes a blob, if it is there.</summary>
    public Task DeleteAsync(string name, CancellationToken cancellationToken) =>
        storage.PushUsers.GetBlockBlobClient(name).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    /// <summary>Reads a whole blob.</summary>
    public Task<byte[]> ReadAsync(string name, CancellationToken cancellationToken) =>
        ReadAsync(name, default(HttpRange), cancellationToken);

    /// <summary>
    /// Reads bytes <paramref name="offset"/> to <paramref name="offset"/> + <paramref name="bytes"/> − 1.
    /// </summary>
    public Task<byte[]> ReadAsync(string name, long offset, long bytes, CancellationToken cancellationToken) =>
        ReadAsync(name, new HttpRange(offset, bytes), cancellationToken);

    private static async Task WriteAsync(BlockBlobClient blob, byte[] content, CancellationToken cancellationToken)
    {
        var block = Convert.ToBase64String("00000000"u8);
        // Not UploadAsync: it needs System.IO.Hashing, which some package feeds lack.
        using var stream = new MemoryStream(content);
        await blob.StageBlockAsync(block, stream, cancellationToken: cancellationToken);
        var options = new CommitBlockListOptions { Conditions = new() { IfNoneMatch = ETag.All } };
        await blob.CommitBlockListAsync([block], options, cancellationToken);
    }

    private async Task<byte[]> ReadAsync(string name, HttpRange range, CancellationToken cancellationToken)
    {
        var options = new BlobDownloadOptions { Range = range };
        var blob = AudienceRow.NameOfList(name) is { } list
            ? storage.AudienceLists.GetBlockBlobClient(list)
            : storage.PushUsers.GetBlockBlobClient(name);
        var answer = await blob.DownloadStreamingAsync(options, cancellationToken);
        using var content = new MemoryStream();
        await answer.Value.Content.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    }
}
