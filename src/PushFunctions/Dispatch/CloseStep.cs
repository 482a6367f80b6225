using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>
/// Follows a push that is fed: moves the marks, clears its steps and sees whether it has ended; else puts itself again,
/// soon while parcels are out, at the next due time while only late retries remain.
/// </summary>
public sealed class CloseStep(
    PushStore pushes, LedgerReader ledger, CancelledTries cancelled, RetrySources sources, PushEnd end,
    TimeProvider time, ILogger<CloseStep> log)
{
    public async Task RunAsync(DispatchStep step, CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = await pushes.FindWithStepsAsync(step.PushId, cancellationToken);
            if (found is null or { Push.Rests: true }) return;
            if (found.Push.HasEnded)
            {
                await end.CompleteAsync(found.Push, cancellationToken);
                return;
            }

            if (found.Push.Step != step.Checkpoint || found.Push.IsReplaying) return;
            if (await TryCloseAsync(found, cancellationToken)) return;
        }
    }

    private async Task<bool> TryCloseAsync(PushAndSteps found, CancellationToken cancellationToken)
    {
        var (push, steps) = found;
        var now = time.GetUtcNow();
        var rows = await ledger.ReadParcelsAsync(push, cancellationToken);
        var retries = await ledger.ReadRetriesAsync(push, cancellationToken);
        var isCancelled = push.CancelledAt is not null;
        if (isCancelled)
        {
            // Who is in a retry parcel already is cancelled there, not here as well; any parcel tells of its plan.
            foreach (var planned in retries.Where(row => row.State == ParcelState.Planned)
                .DistinctBy(row => row.PlanFirst))
            {
                if (await ledger.FindAsync(planned.PartitionKey, planned.RowKey, cancellationToken) is { } row)
                    await sources.HandOnRestAsync(push, row, cancellationToken);
            }

            rows = await cancelled.EndAsync(push, rows, cancellationToken);
        }

        var doneSteps = new PickedUp(push.Mark, rows).DoneOf(steps);
        PushProgress.Move(push, rows, retries);
        var tries = isCancelled ? await cancelled.EndSomeAsync(push, cancellationToken) : [];
        push.Step++;
        if (PushProgress.IsAtEnd(push))
        {
            PushProgress.End(push, now);
        }
        else
        {
            push.StepDue = tries.Count > 0 && push.Retrying > 0 ? now : NextLook(push, rows, now);
        }

        if (!await pushes.TryWriteAsync(
            push,
            [
                .. doneSteps.Select(
                    done => new TableTransactionAction(TableTransactionActionType.Delete, done, done.ETag)),
                .. tries.Select(tried => new TableTransactionAction(
                    TableTransactionActionType.UpdateReplace, tried.Row, tried.Row.ETag)),
            ],
            cancellationToken))
        {
            return false;
        }

        foreach (var (row, bucket) in tries) await sources.ForgetAsync(push, row, bucket, cancellationToken);
        if (push.HasEnded) await end.CompleteAsync(push, cancellationToken);
        else await pushes.PutNextAsync(push);
        log.Looked(push.PushId, push.Mark, push.End, push.RetryMark, push.RetryNo);
        return true;
    }

    private static DateTimeOffset NextLook(PushRow push, IReadOnlyList<ParcelRow> rows, DateTimeOffset now)
    {
        var soon = now + DispatchPace.CloseEvery;
        var above = rows.Where(row => row.FirstBatch >= push.Mark).ToList();
        var allAreOver = above.Sum(row => row.Batches) == push.End - push.Mark
            && push.RetryMark == push.RetryNo
            && above.All(row => row.IsOver);
        if (!allAreOver) return soon;
        // Each step that sends users again brings on a look of its own.
        var due = (above.Min(row => row.Due) ?? push.RetryingUntil) + DispatchPace.CloseEvery;
        return due > soon ? due.Value : soon;
    }
}
