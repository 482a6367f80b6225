using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Recover;

/// <summary>
/// Looks at open pushes and due users only, and puts again what is late and not merely in line. Two watchdogs at once
/// are harmless: a message put twice finds its work claimed or done.
/// </summary>
public sealed class WatchdogHandler(
    StorageClients storage, ScheduledPushes scheduled, WorkIndex index, PushLook look, HeldNames names,
    QuietPushes quiet, QueueLine line, PutAgain again, RetryRemainder remainder, WorkQueues queues, PushMetrics metrics,
    TimeProvider time, ILogger<WatchdogHandler> log)
{
    /// <summary>Pushes looked at side by side: a thousand open ones must not take the watchdog a minute.</summary>
    private const int AtOnce = 8;

    /// <summary>Nothing of a push can be late by then.</summary>
    private static readonly TimeSpan TooYoung = TimeSpan.FromSeconds(10);

    /// <summary>Beyond the time for which users may wait for others.</summary>
    private static readonly TimeSpan DueLate = TimeSpan.FromSeconds(15);

    public async Task HandleAsync(CancellationToken cancellationToken)
    {
        await scheduled.OpenDueAsync(cancellationToken);
        quiet.BeginRun();
        if (await index.IsEmptyAsync(cancellationToken)) See(open: 0, time.GetUtcNow(), new(null, null));
        else await LookAtAllAsync(cancellationToken);
    }

    private async Task LookAtAllAsync(CancellationToken cancellationToken)
    {
        var lines = await line.LookAsync(cancellationToken);
        var (open, oldest) = (0, time.GetUtcNow());
        await SideBySide.ForEachAsync(
            storage.PushIndex.QueryAsync<IndexRow>(
                TableClient.CreateQueryFilter($"PartitionKey eq {IndexRow.Open}"),
                cancellationToken: cancellationToken),
            AtOnce,
            async row =>
            {
                open++;
                if (row.At < oldest) oldest = row.At;
                if (row.At + TooYoung < time.GetUtcNow()) await look.LookAtAsync(row, lines, cancellationToken);
            },
            cancellationToken);

        await RingForDueAsync(lines, cancellationToken);
        await names.CleanAsync(cancellationToken);
        await WriteCountAsync(open, cancellationToken);
        See(open, oldest, lines);
    }

    private void See(int open, DateTimeOffset oldest, WaitingLines lines)
    {
        var now = time.GetUtcNow();
        metrics.See(
            open,
            ("open", now - oldest),
            (QueueNames.Dispatch, now - (lines.Dispatch ?? now)),
            (QueueNames.Delivery, now - (lines.Delivery ?? now)));
    }

    /// <summary>Retry steps that were lost, or whose time lay too far ahead for a queue.</summary>
    private async Task RingForDueAsync(WaitingLines lines, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var until = IndexRow.TimeKey(now - remainder.Wait - DueLate);
        var last = IndexRow.DuePartition(now);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {IndexRow.DuePrefix} and PartitionKey le {last} and RowKey lt {until}");
        var rung = new HashSet<(string PushId, DateTimeOffset Bucket)>();
        await foreach (var due in storage.PushIndex.QueryAsync<IndexRow>(
            filter, cancellationToken: cancellationToken))
        {
            if (!rung.Add((due.PushId, due.At)) || lines.IsInDispatchLine(due.At)) continue;
            await TryRingAsync(due, now, cancellationToken);
        }
    }

    private async Task TryRingAsync(IndexRow due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            if (!await again.MayAsync(due, cancellationToken)) return;
            await queues.PutAsync(DispatchStep.ForRetry(due, due: now), cancellationToken);
            log.PutAgain(due.PushId, "retry step");
            metrics.CountRepair("retry_step");
        }
        catch (Exception exception) when (
            !StorageErrors.IsAway(exception) && !cancellationToken.IsCancellationRequested)
        {
            log.CannotBeRung(exception, due.PushId, due.At);
        }
    }

    private Task WriteCountAsync(int open, CancellationToken cancellationToken) => storage.PushIndex.UpsertEntityAsync(
        new IndexRow { PartitionKey = IndexRow.Stats, RowKey = IndexRow.Open, At = time.GetUtcNow(), Count = open },
        TableUpdateMode.Replace, cancellationToken);
}
