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

    /// <summary>Names a list that grows; of two pushes that were made of one event, each has its own.</summary>
    public static string NewGrowingList(string pushId) => $"{pushId}/members-{Guid.NewGuid():N}";

    /// <summary>Adds lines to a list that grows, all or none.</summary>
    /// <param name="bytes">What it is to have before.</param>
    /// <returns>
    /// False: it has more. Somebody else was faster, or this very write was, whose answer was lost; both is what the
    /// list says from now on.
    /// </returns>
    public async Task<bool> TryAppendAsync(
        string name, long bytes, byte[] lines, CancellationToken cancellationToken)
    {
        var blob = storage.PushUsers.GetAppendBlobClient(name);
        if (bytes == 0)
            await blob.CreateIfNotExistsAsync(new AppendBlobCreateOptions(), cancellationToken);
        var options = new AppendBlobAppendBlockOptions { Conditions = new() { IfAppendPositionEqual = bytes } };
        try
        {
            using var stream = new MemoryStream(lines);
            await blob.AppendBlockAsync(stream, options, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status == 412)
        {
            return false;
        }
    }

    /// <summary>Reads what a blob has from <paramref name="offset"/> on; there must be something.</summary>
    public Task<byte[]> ReadFromAsync(string name, long offset, CancellationToken cancellationToken) =>
        ReadAsync(name, new HttpRange(offset), cancellationToken);

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
