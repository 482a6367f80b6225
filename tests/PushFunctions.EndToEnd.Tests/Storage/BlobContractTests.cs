using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace PushFunctions.EndToEnd.Tests.Storage;

/// <summary>What the app counts on of blobs: block by block, never over another's, read in ranges.</summary>
[Collection(SharedAzurite.Name)]
public sealed class BlobContractTests(AzuriteFixture azurite)
{
    private static readonly CommitBlockListOptions Once =
        new() { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };

    [Fact]
    public async Task Blocks_become_a_blob_in_the_order_of_their_list()
    {
        var blob = await NewBlobAsync();

        await CommitAsync(blob, "ada\nbob\n", "cleo\n");

        var read = await blob.DownloadStreamingAsync();
        Assert.Equal("ada\nbob\ncleo\n", await TextAsync(read.Value));
    }

    [Fact]
    public async Task A_blob_that_exists_is_not_written_over()
    {
        var blob = await NewBlobAsync();
        await CommitAsync(blob, "first");

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => CommitAsync(blob, "second"));

        Assert.Equal(409, refusal.Status);
        Assert.Equal("first", await TextAsync((await blob.DownloadStreamingAsync()).Value));
    }

    [Fact]
    public async Task A_range_is_read_alone()
    {
        var blob = await NewBlobAsync();
        await CommitAsync(blob, "0123456789");

        var options = new BlobDownloadOptions { Range = new HttpRange(3, 4) };
        var range = (await blob.DownloadStreamingAsync(options)).Value;

        Assert.Equal("3456", await TextAsync(range));
        Assert.Equal("bytes 3-6/10", range.Details.ContentRange);
    }

    [Fact]
    public async Task A_missing_blob_is_not_found()
    {
        var blob = await NewBlobAsync();

        var missing = await Assert.ThrowsAsync<RequestFailedException>(() => blob.DownloadStreamingAsync());

        Assert.Equal((404, BlobErrorCode.BlobNotFound.ToString()), (missing.Status, missing.ErrorCode));
    }

    private static async Task CommitAsync(BlockBlobClient blob, params string[] blocks)
    {
        var ids = blocks.Select((_, index) => Convert.ToBase64String(BitConverter.GetBytes(index))).ToList();
        foreach (var (id, text) in ids.Zip(blocks))
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
            await blob.StageBlockAsync(id, content);
        }

        await blob.CommitBlockListAsync(ids, Once);
    }

    private static async Task<string> TextAsync(BlobDownloadStreamingResult result)
    {
        using var reader = new StreamReader(result.Content);
        return await reader.ReadToEndAsync();
    }

    private async Task<BlockBlobClient> NewBlobAsync()
    {
        var container = new BlobContainerClient(azurite.ConnectionString, AzuriteFixture.NewName());
        await container.CreateAsync();
        return container.GetBlockBlobClient("lists/all.txt");
    }
}
