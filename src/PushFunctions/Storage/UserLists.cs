using System.Text;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace PushFunctions.Storage;

/// <summary>The lists of users in blobs: one user a line, sorted within each group.</summary>
public sealed class UserLists(StorageClients storage)
{
    /// <summary>Writes a list once; a list of that name that is there already stays as it is.</summary>
    /// <returns>Its bytes.</returns>
    public async Task<long> WriteOnceAsync(
        string name, IReadOnlyList<string> users, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', users) + "\n");
        var blob = storage.PushUsers.GetBlockBlobClient(name);
        var block = Convert.ToBase64String("00000000"u8);
        try
        {
            // Not UploadAsync: it needs System.IO.Hashing, which some package feeds lack.
            using var content = new MemoryStream(bytes);
            await blob.StageBlockAsync(block, content, cancellationToken: cancellationToken);
            var options = new CommitBlockListOptions { Conditions = new() { IfNoneMatch = ETag.All } };
            await blob.CommitBlockListAsync([block], options, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            // The name holds the body's hash: what is there is the same list. Two writers may also have thrown away
            // each other's block, and then one of them has committed. A conflict of another kind leaves nothing there.
            if (!await blob.ExistsAsync(cancellationToken)) throw;
        }

        return bytes.Length;
    }

    /// <summary>
    /// Reads bytes <paramref name="offset"/> to <paramref name="offset"/> + <paramref name="bytes"/> − 1.
    /// </summary>
    public async Task<byte[]> ReadAsync(string name, long offset, long bytes, CancellationToken cancellationToken)
    {
        var options = new BlobDownloadOptions { Range = new HttpRange(offset, bytes) };
        var answer = await storage.PushUsers.GetBlockBlobClient(name)
            .DownloadStreamingAsync(options, cancellationToken);
        using var content = new MemoryStream();
        await answer.Value.Content.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    }
}
