using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace PushFunctions.LocalHost.Timers;

/// <summary>The lease of one blob, as one host asks for it.</summary>
internal sealed class TimerLease(BlobContainerClient container, string name, TimeSpan period)
{
    private readonly BlockBlobClient _blob = container.GetBlockBlobClient(name);
    // One id for good: a try whose answer was lost has the lease, and the next one finds it so.
    private readonly BlobLeaseClient _lease =
        container.GetBlockBlobClient(name).GetBlobLeaseClient(Guid.NewGuid().ToString());

    /// <summary>Takes the lease; makes the blob when it is missing.</summary>
    /// <returns>Whether it is ours now; false: another host has it.</returns>
    public async Task<bool> TryTakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await TryAcquireAsync(cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == StatusCodes.Status404NotFound)
        {
            await MakeAsync(cancellationToken);
            return await TryAcquireAsync(cancellationToken);
        }
    }

    /// <returns>Whether it is still ours; false: it is another host's, or gone.</returns>
    public async Task<bool> TryRenewAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _lease.RenewAsync(cancellationToken: cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status
            is StatusCodes.Status404NotFound
            or StatusCodes.Status409Conflict
            or StatusCodes.Status412PreconditionFailed)
        {
            return false;
        }
    }

    public Task ReleaseAsync(CancellationToken cancellationToken) =>
        _lease.ReleaseAsync(cancellationToken: cancellationToken);

    private async Task<bool> TryAcquireAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _lease.AcquireAsync(period, cancellationToken: cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.LeaseAlreadyPresent)
        {
            return false;
        }
    }

    private async Task MakeAsync(CancellationToken cancellationToken)
    {
        await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        try
        {
            // An empty list of blocks, not UploadAsync: that needs System.IO.Hashing, which some package feeds lack.
            var options = new CommitBlockListOptions { Conditions = new() { IfNoneMatch = ETag.All } };
            await _blob.CommitBlockListAsync([], options, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status
            is StatusCodes.Status409Conflict
            or StatusCodes.Status412PreconditionFailed)
        {
            // Another host was quicker, and may have leased it already.
        }
    }
}
