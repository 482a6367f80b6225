using Azure;
using Azure.Storage.Blobs.Models;
using PushFunctions.Storage;

namespace PushFunctions.Audiences;

/// <summary>Begins and removes versions of lists; each is looked at again, whatever becomes of who makes it.</summary>
public sealed class AudienceVersions(StorageClients storage, TimeProvider time)
{
    /// <summary>Names a new version, and sees to its being looked at.</summary>
    /// <param name="partition">The audience's.</param>
    /// <param name="lookAfter">When it is looked at first.</param>
    /// <param name="cancellationToken">Ends the write.</param>
    public async Task<string> BeginAsync(string partition, TimeSpan lookAfter, CancellationToken cancellationToken)
    {
        var version = Guid.NewGuid().ToString("N");
        await LookLaterAsync(partition, version, lookAfter, cancellationToken);
        return version;
    }

    /// <summary>Has a version looked at again.</summary>
    public Task LookLaterAsync(
        string partition, string version, TimeSpan after, CancellationToken cancellationToken) =>
        storage.Audiences.UpsertEntityAsync(
            AudienceLookRow.For(partition, version, time.GetUtcNow() + after), cancellationToken: cancellationToken);

    /// <summary>Deletes all blobs of a version but one.</summary>
    /// <param name="partition">The audience's.</param>
    /// <param name="version">The version.</param>
    /// <param name="except">The blob that stays; null: none.</param>
    /// <param name="cancellationToken">Ends the deleting.</param>
    public async Task DeleteBlobsAsync(
        string partition, string version, string? except, CancellationToken cancellationToken)
    {
        var prefix = $"{AudienceRow.FolderOf(partition, version)}/";
        await foreach (var blob in storage.AudienceLists.GetBlobsAsync(
            BlobTraits.None, BlobStates.None, prefix, cancellationToken))
        {
            if (blob.Name == except) continue;
            await storage.AudienceLists.DeleteBlobIfExistsAsync(
                blob.Name, DeleteSnapshotsOption.None, conditions: null, cancellationToken);
        }
    }

    /// <summary>Forgets a look that is done.</summary>
    public Task ForgetAsync(AudienceLookRow look, CancellationToken cancellationToken) =>
        storage.Audiences.DeleteEntityAsync(look.PartitionKey, look.RowKey, ETag.All, cancellationToken);
}
