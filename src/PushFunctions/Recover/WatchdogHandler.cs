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

    /// <summary>More than the time for which no watchdog may run when its instance dies.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(1);

    public async Task HandleAsync(CancellationToken cancellationToken)
    {
        await scheduled.OpenDueAsync(cancellationToken);
        quiet.BeginRun();
        if (await index.IsEmptyAsync(cancellationToken)) See(open: 0, time.GetUtcNow(), new(null, null), due: null);
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

        var held = await names.CleanAsync(cancellationToken);
        var due = await RingForDueAsync(held, lines, cancellationToken);
        await WriteCountAsync(open, oldest, due, cancellationToken);
        See(open, oldest, lines, due);
    }

    private void See(int open, DateTimeOffset oldest, WaitingLines lines, DateTimeOffset? due)
    {
        var now = time.GetUtcNow();
        metrics.See(
            open,
            ("open", now - oldest),
            (QueueNames.Dispatch, now - (lines.Dispatch ?? now)),
            (QueueNames.Delivery, now - (lines.Delivery ?? now)),
            ("due", now - (due ?? now)));
    }

    /// <summary>
    /// Retry steps that were lost, and those of the next minute whose time lay too far ahead for a queue. The due users
    /// of a push that rests wait with it.
    /// </summary>
    /// <returns>The oldest bucket that is late and whose push does not rest; null when there is none.</returns>
    private async Task<DateTimeOffset?> RingForDueAsync(
        IReadOnlySet<string> held, WaitingLines lines, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (late, soon) = (now - remainder.Wait - DueLate, now + Ahead);
        var (lateKey, soonKey, last) = (IndexRow.TimeKey(late), IndexRow.TimeKey(soon), IndexRow.DuePartition(soon));
        var near = TableClient.CreateQueryFilter(
            $"PartitionKey ge {IndexRow.DuePrefix} and PartitionKey le {last} and RowKey lt {soonKey}");
        var wanted = TableClient.CreateQueryFilter($"(RowKey lt {lateKey} or IsFar eq {true})");
        var rung = new HashSet<(string PushId, DateTimeOffset Bucket)>();
        DateTimeOffset? oldest = null;
        await foreach (var due in storage.PushIndex.QueryAsync<IndexRow>(
            $"{near} and {wanted}", cancellationToken: cancellationToken))
        {
            if (held.Contains(due.PushId) || !rung.Add((due.PushId, due.At))) continue;
            var isLate = due.At < late;
            if (isLate && !(due.At >= oldest)) oldest = due.At;
            if (isLate && lines.IsInDispatchLine(due.At)) continue;
            await TryRingAsync(due, isLate, cancellationToken);
        }

        return oldest;
    }

    private async Task TryRingAsync(IndexRow due, bool isLate, CancellationToken cancellationToken)
    {
        try
        {
            if (!await again.MayAsync(due, cancellationToken)) return;
            await queues.PutAsync(
                DispatchStep.ForRetry(due, isLate ? time.GetUtcNow() : due.At), cancellationToken);
            if (!isLate) return;
            log.PutAgain(due.PushId, "retry step");
            metrics.CountRepair("retry_step");
        }
        catch (Exception exception) when (
            !StorageErrors.IsAway(exception) && !cancellationToken.IsCancellationRequested)
        {
            log.CannotBeRung(exception, due.PushId, due.At);
        }
    }

    /// <summary>Whoever is asked how the bridge is, on any instance, finds it there.</summary>
    private Task WriteCountAsync(
        int open, DateTimeOffset oldest, DateTimeOffset? due, CancellationToken cancellationToken) =>
        storage.PushIndex.UpsertEntityAsync(
            new IndexRow
            {
                PartitionKey = IndexRow.Stats,
                RowKey = IndexRow.Open,
                At = time.GetUtcNow(),
                Count = open,
                OldestOpen = open > 0 ? oldest : null,
                OldestDue = due,
            },
            TableUpdateMode.Replace,
            cancellationToken);
}
