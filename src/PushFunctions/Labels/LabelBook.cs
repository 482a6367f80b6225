using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using PushFunctions.Storage;

namespace PushFunctions.Labels;

/// <summary>Reads and writes the labels' rows, and who holds a label; only what is named is written.</summary>
public sealed class LabelBook(StorageClients storage, IOptions<LabelOptions> options, TimeProvider time)
{
    /// <summary>Until when a run that shows a sign of life now holds its label.</summary>
    public DateTimeOffset LeaseEnd => time.GetUtcNow() + options.Value.LeaseTime;

    public Task<LabelRow?> FindAsync(LabelPartition label, CancellationToken cancellationToken) =>
        storage.Labels.FindAsync<LabelRow>(label.App, label.Label, cancellationToken);

    /// <summary>All labels of all apps, or of one.</summary>
    public async Task<IReadOnlyList<LabelRow>> ReadAsync(string? app, CancellationToken cancellationToken)
    {
        var filter = app is null ? null : TableClient.CreateQueryFilter($"PartitionKey eq {app}");
        var rows = new List<LabelRow>();
        await foreach (var row in storage.Labels.QueryAsync<LabelRow>(filter, cancellationToken: cancellationToken))
            rows.Add(row);
        return rows;
    }

    /// <summary>Whether anybody is to have a label.</summary>
    public async Task<bool> HasMembersAsync(LabelPartition label, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {label.Key}");
        await foreach (var _ in storage.LabelMembers.QueryAsync<LabelMemberRow>(
            filter, maxPerPage: 1, cancellationToken: cancellationToken))
        {
            return true;
        }

        return false;
    }

    /// <summary>Takes a label for a new run.</summary>
    /// <param name="label">The label.</param>
    /// <param name="row">Its row as it was read; null: it has none yet.</param>
    /// <param name="columns">What is written as well.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Null: somebody else was faster.</returns>
    public async Task<HeldLabel?> TryTakeAsync(
        LabelPartition label, LabelRow? row, IReadOnlyDictionary<string, object> columns,
        CancellationToken cancellationToken)
    {
        var run = NewRun();
        var lease = new Dictionary<string, object>(columns)
        {
            [nameof(LabelRow.RunId)] = run,
            [nameof(LabelRow.StepBegun)] = "",
            [nameof(LabelRow.LeaseUntil)] = LeaseEnd,
        };
        return await TryWriteAsync(label, row, lease, cancellationToken) is { } etag ? new(label, run, etag) : null;
    }

    /// <summary>Writes on a row as it was read, or makes it.</summary>
    /// <returns>The row's new version; null: it has changed.</returns>
    public async Task<ETag?> TryWriteAsync(
        LabelPartition label, LabelRow? row, IReadOnlyDictionary<string, object> columns,
        CancellationToken cancellationToken)
    {
        if (row is not null) return await TryMergeAsync(label, row.ETag, columns, cancellationToken);
        var made = Entity(label, columns);
        return await storage.Labels.TryAddAsync(made, cancellationToken) ? made.ETag : null;
    }

    /// <summary>Writes on the row of a held label, and prolongs the run, or ends it.</summary>
    /// <returns>False: the run does not hold it any more.</returns>
    public async Task<bool> TryWriteAsync(
        HeldLabel held, IReadOnlyDictionary<string, object> columns, bool isEnd)
    {
        var lease = new Dictionary<string, object>(columns)
        {
            [nameof(LabelRow.RunId)] = isEnd ? "" : held.Run,
            [nameof(LabelRow.LeaseUntil)] = isEnd ? time.GetUtcNow() : LeaseEnd,
        };
        while (true)
        {
            if (await TryMergeAsync(held.Label, held.ETag, lease, CancellationToken.None) is { } etag)
            {
                held.ETag = etag;
                return true;
            }

            // Somebody has written on it who does not need to hold it.
            var row = await FindAsync(held.Label, CancellationToken.None);
            if (row?.RunId != held.Run) return false;
            held.ETag = row.ETag;
        }
    }

    /// <summary>
    /// Prolongs a run for a step of it. From then on the label is held by another name: the run goes on with what this
    /// step puts, and with nothing that was put before, by the same step when it was begun the first time.
    /// </summary>
    /// <param name="label">The label.</param>
    /// <param name="run">Who held it when the step was put.</param>
    /// <param name="version">The row's version at that time, which names the step, too.</param>
    /// <returns>
    /// The label, and whether the step was begun before, and died; null: the run does not hold it any more, or is
    /// further.
    /// </returns>
    public async Task<(HeldLabel Held, bool IsRepeated)?> TryBeginAsync(LabelPartition label, string run, ETag version)
    {
        var next = NewRun();
        Dictionary<string, object> columns = new()
        {
            [nameof(LabelRow.RunId)] = next,
            [nameof(LabelRow.StepBegun)] = version.ToString(),
            [nameof(LabelRow.LeaseUntil)] = LeaseEnd,
        };
        var (read, isRepeated) = (version, false);
        while (true)
        {
            if (await TryMergeAsync(label, read, columns, CancellationToken.None) is { } etag)
                return (new(label, next, etag), isRepeated);
            var row = await FindAsync(label, CancellationToken.None);
            if (row is not { RunId.Length: > 0 }) return null;
            isRepeated = row.StepBegun == version.ToString();
            if (!isRepeated && row.RunId != run) return null;
            read = row.ETag;
        }
    }

    /// <summary>Puts another row in the place of one as it was read.</summary>
    /// <returns>False: it has changed.</returns>
    public Task<bool> TryReplaceAsync(LabelRow row, CancellationToken cancellationToken) =>
        storage.Labels.TryReplaceAsync(row, cancellationToken);

    /// <summary>Removes the row, unless it has changed.</summary>
    public Task<bool> TryRemoveAsync(LabelRow row, CancellationToken cancellationToken) =>
        storage.Labels.TryDeleteAsync(row, cancellationToken);

    private static string NewRun() => Guid.NewGuid().ToString("N");

    private async Task<ETag?> TryMergeAsync(
        LabelPartition label, ETag etag, IReadOnlyDictionary<string, object> columns,
        CancellationToken cancellationToken)
    {
        try
        {
            var answer = await storage.Labels.UpdateEntityAsync(
                Entity(label, columns), etag, TableUpdateMode.Merge, cancellationToken);
            return answer.Headers.ETag ?? default;
        }
        catch (RequestFailedException exception) when (exception.Status is 412 or 404)
        {
            return null;
        }
    }

    private static TableEntity Entity(LabelPartition label, IReadOnlyDictionary<string, object> columns)
    {
        var entity = new TableEntity(label.App, label.Label);
        foreach (var (name, value) in columns) entity[name] = value;
        return entity;
    }
}
