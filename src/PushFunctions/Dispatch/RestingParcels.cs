using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>
/// Puts what rested while a push was held: its next step, all its parcels that nobody holds, and the retry steps whose
/// time came meanwhile. Copies are harmless.
/// </summary>
public sealed class RestingParcels(
    PushStore pushes, LedgerReader ledger, ParcelRepair repair, WorkQueues queues, TimeProvider time)
{
    /// <summary>Rows of earlier tries asked for at a time.</summary>
    private const int RowsAtOnce = 1_000;

    public async Task PutAsync(PushRow push, CancellationToken cancellationToken)
    {
        // A push whose time is far has no messages yet: the watchdog puts them.
        if (push.NotBefore - time.GetUtcNow() > SendTimes.Ahead) return;
        var found = await pushes.FindWithStepsAsync(push.PushId, cancellationToken);
        if (found is not { Push.HasEnded: false }) return;
        IReadOnlyList<ParcelRow> rows =
        [
            .. await ledger.ReadParcelsAsync(found.Push, cancellationToken),
            .. await ledger.ReadRetriesAsync(found.Push, cancellationToken),
        ];
        var isNotPickedUp = found.Push is { IsSingle: true, Mark: 0 } && rows.All(row => row.IsRetry);
        if (isNotPickedUp) await pushes.PutFirstAsync(push, cancellationToken);
        else await repair.PutRestingAsync(found.Push, found.Steps, rows, cancellationToken);
        await PutDueAsync(found.Push, rows, cancellationToken);
        await pushes.PutNextAsync(push);
    }

    /// <summary>Those of buckets to come are on the queue, or put in time by the watchdog.</summary>
    private async Task PutDueAsync(
        PushRow push, IReadOnlyList<ParcelRow> aboveMarks, CancellationToken cancellationToken)
    {
        // Whoever is due of a push that was cancelled is ended by its next step.
        if (push.CancelledAt is not null) return;
        var now = time.GetUtcNow();
        var buckets = aboveMarks.Select(row => row.Due).ToHashSet();
        if (push.Retrying > 0)
        {
            await foreach (var row in ledger.ReadDueRetriesAsync(push, RowsAtOnce, cancellationToken))
                buckets.Add(row.Due);
        }

        foreach (var bucket in buckets.OfType<DateTimeOffset>().Where(bucket => bucket <= now).Order())
        {
            await queues.PutAsync(DispatchStep.ForRetry(push, bucket, due: now), cancellationToken);
        }
    }
}
