using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PushFunctions.Preferences;
using PushFunctions.Storage;

namespace PushFunctions.ManyPreferences;

/// <summary>Puts jobs again that stand still, and removes those whose time is over. Two at once are harmless.</summary>
public sealed class JobTending(
    StorageClients storage, PreferenceJobs jobs, IOptions<PreferenceOptions> options,
    IOptions<RetentionOptions> retention, TimeProvider time, ILogger<JobTending> log)
{
    private const int MostRows = 100;

    private static readonly string[] Keys = ["PartitionKey", "RowKey"];

    /// <summary>No request takes so long between the row that names a job and the job.</summary>
    private static readonly TimeSpan NeverBegun = TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var open = TableClient.CreateQueryFilter($"PartitionKey eq {PreferenceIndexRow.Open}");
        await ForEachAsync(open, LookAsync, cancellationToken);
        var before = IndexRow.TimeKey(time.GetUtcNow() - TimeSpan.FromDays(retention.Value.Days));
        var old = TableClient.CreateQueryFilter(
            $"PartitionKey eq {PreferenceIndexRow.Ended} and RowKey lt {before}");
        await ForEachAsync(old, index => RemoveAsync(index, cancellationToken), cancellationToken);
    }

    private async Task ForEachAsync(
        string filter, Func<PreferenceIndexRow, Task> work, CancellationToken cancellationToken)
    {
        await foreach (var index in storage.Preferences.QueryAsync<PreferenceIndexRow>(
            filter, cancellationToken: cancellationToken))
        {
            try
            {
                await work(index);
            }
            catch (Exception exception) when (exception is RequestFailedException || StorageErrors.IsAway(exception))
            {
                // One must not keep the others waiting.
                log.JobNotLookedAt(exception, index.Job);
            }
        }
    }

    private async Task LookAsync(PreferenceIndexRow index)
    {
        var now = time.GetUtcNow();
        switch (await jobs.FindAsync(index.Job, CancellationToken.None))
        {
            case null when index.At + NeverBegun < now:
                await storage.PreferenceLists.DeleteBlobIfExistsAsync(PreferenceJobRow.BlobOf(index.Job));
                await storage.Preferences.DeleteEntityAsync(index.PartitionKey, index.RowKey, ETag.All);
                break;
            case { EndedAt: not null } ended:
                await jobs.EndAsync(ended);
                break;
            case { } job when job.Until < now && job.Due + options.Value.LeaseTime < now:
                job.Due = now;
                if (!await jobs.TryWriteAsync(job)) break;
                await jobs.PutStepAsync(job, TimeSpan.Zero);
                log.JobPutAgain(job.Id);
                break;
        }
    }

    private async Task RemoveAsync(PreferenceIndexRow index, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {index.Job}");
        var rows = storage.Preferences.QueryAsync<TableEntity>(
            filter, select: Keys, cancellationToken: cancellationToken);
        await foreach (var chunk in rows.Chunk(MostRows))
        {
            await storage.Preferences.SubmitTransactionAsync(
                [.. chunk.Select(row => new TableTransactionAction(
                    TableTransactionActionType.Delete, row, ETag.All))],
                CancellationToken.None);
        }

        // Last: by this the others are found.
        await storage.Preferences.DeleteEntityAsync(index.PartitionKey, index.RowKey, ETag.All, CancellationToken.None);
    }
}
