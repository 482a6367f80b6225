using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using PushFunctions.Accept;
using PushFunctions.Storage;

namespace PushFunctions.Audiences;

/// <summary>
/// Looks at the versions of lists that are due: what is neither in use nor being made nor read by a push goes, and a
/// check that stands still is put again. Two cleaners at once are harmless.
/// </summary>
public sealed class AudienceCleaner(
    StorageClients storage, AudienceStore store, AudienceVersions versions, AudienceUses uses, WorkQueues queues,
    TimeProvider time, ILogger<AudienceCleaner> log)
{
    /// <summary>How often a check is looked at that is under way.</summary>
    public static readonly TimeSpan CheckEvery = TimeSpan.FromMinutes(1);

    /// <summary>A list in use is not going anywhere.</summary>
    private static readonly TimeSpan InUseEvery = TimeSpan.FromDays(1);

    /// <summary>Until nobody reads a list that was replaced.</summary>
    private static readonly TimeSpan UsedEvery = TimeSpan.FromHours(1);

    /// <summary>A step takes much less.</summary>
    private static readonly TimeSpan StandsStill = TimeSpan.FromMinutes(3);

    public async Task CleanAsync(CancellationToken cancellationToken)
    {
        var due = IndexRow.TimeKey(time.GetUtcNow());
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {AudienceLookRow.Partition} and RowKey lt {due}");
        await foreach (var look in storage.Audiences.QueryAsync<AudienceLookRow>(
            filter, cancellationToken: cancellationToken))
        {
            try
            {
                await LookAsync(look, cancellationToken);
            }
            catch (Exception exception) when (exception is RequestFailedException || StorageErrors.IsAway(exception))
            {
                // One version must not keep the others waiting; it is looked at again.
                log.NotLookedAt(exception, look.Audience, look.Version);
            }
        }
    }

    private async Task LookAsync(AudienceLookRow look, CancellationToken cancellationToken)
    {
        // In this order: the uses are read when the version is surely not given to new pushes any more.
        var audience = await store.FindAsync(look.Audience, cancellationToken);
        if (await LookAgainAfterAsync(look, audience, cancellationToken) is { } later)
        {
            // First the next look, then this one goes: there is always one.
            await versions.LookLaterAsync(look.Audience, look.Version, later, cancellationToken);
        }
        else
        {
            await versions.DeleteBlobsAsync(look.Audience, look.Version, except: null, cancellationToken);
            log.Removed(look.Audience, look.Version);
        }

        await versions.ForgetAsync(look, cancellationToken);
    }

    /// <returns>Null: nobody needs the version.</returns>
    private async Task<TimeSpan?> LookAgainAfterAsync(
        AudienceLookRow look, AudienceRow? audience, CancellationToken cancellationToken)
    {
        if (audience?.Version == look.Version) return InUseEvery;
        if (audience is { IsChecking: true } && audience.CheckUpload == look.Version) return CheckEvery;
        if (audience is { IsChecking: true } && audience.CheckVersion == look.Version)
        {
            await PutAgainAsync(audience, cancellationToken);
            return CheckEvery;
        }

        return await uses.IsUsedAsync(look.Audience, look.Version, cancellationToken) ? UsedEvery : null;
    }

    private async Task PutAgainAsync(AudienceRow audience, CancellationToken cancellationToken)
    {
        if (audience.CheckMoved + StandsStill > time.GetUtcNow()) return;
        var step = new AudienceCheckStep { Audience = audience.PartitionKey, Version = audience.CheckVersion! };
        await queues.PutAsync(step, TimeSpan.Zero, cancellationToken);
        log.PutAgain(audience.PartitionKey);
    }
}
