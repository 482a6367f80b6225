using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Specialized;
using PushFunctions.Lists;
using PushFunctions.Storage;

namespace PushFunctions.ManyPreferences;

/// <summary>Reads and writes jobs, their parts and their lines.</summary>
public sealed class PreferenceJobs(StorageClients storage, WorkQueues queues)
{
    private static readonly string[] Counts =
    [
        "PartitionKey", "RowKey", nameof(PreferencePartRow.Applied), nameof(PreferencePartRow.Failed),
        nameof(PreferencePartRow.Retrying), nameof(PreferencePartRow.Refused),
    ];

    public Task<PreferenceJobRow?> FindAsync(string id, CancellationToken cancellationToken) =>
        storage.Preferences.FindAsync<PreferenceJobRow>(id, PreferenceJobRow.Key, cancellationToken);

    /// <summary>
    /// First what the timer looks at: without it, lines whose job never begins would lie there for ever, and a job
    /// would stand still if its message were lost.
    /// </summary>
    public Task AnnounceAsync(string id, DateTimeOffset at, CancellationToken cancellationToken) =>
        storage.Preferences.UpsertEntityAsync(
            PreferenceIndexRow.OfOpen(id, at), cancellationToken: cancellationToken);

    /// <summary>Makes a job durable that is announced and whose lines lie in its blob, and begins it.</summary>
    public async Task BeginAsync(PreferenceJobRow job)
    {
        await storage.Preferences.AddEntityAsync(job, CancellationToken.None);
        await PutStepAsync(job, TimeSpan.Zero);
    }

    public Task PutStepAsync(PreferenceJobRow job, TimeSpan wait) =>
        queues.PutAsync(new PreferenceStep { Job = job.Id, Step = job.Step }, wait, CancellationToken.None);

    /// <returns>False: somebody else has written it.</returns>
    public Task<bool> TryWriteAsync(PreferenceJobRow job) =>
        storage.Preferences.TryReplaceAsync(job, CancellationToken.None);

    public Task<PreferencePartRow?> FindPartAsync(string id, int part, CancellationToken cancellationToken) =>
        storage.Preferences.FindAsync<PreferencePartRow>(id, PreferencePartRow.KeyOf(part), cancellationToken);

    public Task WritePartAsync(PreferencePartRow part) => storage.Preferences.UpsertEntityAsync(
        part, TableUpdateMode.Replace, CancellationToken.None);

    /// <summary>All lines that were counted, in one row.</summary>
    public async Task<PreferencePartRow> CountAsync(string id, CancellationToken cancellationToken)
    {
        var sum = new PreferencePartRow();
        await foreach (var part in PartsAsync(id, PreferencePartRow.KeyOf(0), Counts, cancellationToken))
        {
            sum.Applied += part.Applied;
            sum.Failed += part.Failed;
            sum.Retrying += part.Retrying;
            sum.Refused += part.Refused;
        }

        return sum;
    }

    /// <summary>The parts that have ended badly in some lines, from one on.</summary>
    public async IAsyncEnumerable<PreferencePartRow> FailedPartsAsync(
        string id, int from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var part in PartsAsync(id, PreferencePartRow.KeyOf(from), columns: null, cancellationToken))
        {
            if (part.Failures.Length > 0) yield return part;
        }
    }

    /// <summary>A part's lines as they are kept.</summary>
    public async Task<byte[]> ReadLinesAsync(
        string id, IReadOnlyList<PartSpan> parts, int part, CancellationToken cancellationToken)
    {
        var lines = new byte[parts[part].Bytes];
        var blob = storage.PreferenceLists.GetBlockBlobClient(PreferenceJobRow.BlobOf(id));
        await BlobRange.ReadAsync(
            blob, parts.Take(part).Sum(before => (long)before.Bytes), lines, etag: null, cancellationToken);
        return lines;
    }

    /// <summary>A job has ended: its lines go, what became of them stays.</summary>
    public async Task EndAsync(PreferenceJobRow job)
    {
        await storage.Preferences.UpsertEntityAsync(PreferenceIndexRow.OfEnded(job.Id, job.EndedAt!.Value));
        await storage.PreferenceLists.DeleteBlobIfExistsAsync(PreferenceJobRow.BlobOf(job.Id));
        await storage.Preferences.DeleteEntityAsync(PreferenceIndexRow.Open, job.Id, ETag.All);
    }

    private IAsyncEnumerable<PreferencePartRow> PartsAsync(
        string id, string from, IEnumerable<string>? columns, CancellationToken cancellationToken) =>
        storage.Preferences.QueryAsync<PreferencePartRow>(
            TableClient.CreateQueryFilter(
                $"PartitionKey eq {id} and RowKey ge {from} and RowKey lt {PreferencePartRow.EndKey}"),
            select: columns, cancellationToken: cancellationToken);
}
