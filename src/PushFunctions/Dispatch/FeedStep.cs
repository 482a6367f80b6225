using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using PushFunctions.Expand;
using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>
/// Feeds a push: cuts about two seconds of work, writes checkpoint and cut in one transaction, then puts the parcels
/// and the next step. Whatever dies in between, the cut tells which parcels there must be.
/// </summary>
public sealed class FeedStep(
    PushStore pushes, LedgerReader ledger, PushMembers members, PushFeeds feeds, EarlyEnd earlyEnd, ParcelMaker maker,
    StepRepair repair, PushEnd end, TimeProvider time, ILogger<FeedStep> log)
{
    /// <summary>
    /// With so many steps not known to be picked up, the ledger is read: one read for all of them, where many pushes
    /// take turns and a step is long over when the next one comes.
    /// </summary>
    private const int StepsPerLook = 2;

    /// <summary>With so many retry parcels above their mark, it is looked whether it can move.</summary>
    private const int RetriesPerLook = 8;

    /// <summary>
    /// Whether a step that came before its time has its turn after all: it is due by the rate as it was.
    /// </summary>
    public Task<bool> IsDueAsync(DispatchStep step, CancellationToken cancellationToken) =>
        feeds.HasRoomAsync(step.App, cancellationToken);

    public async Task RunAsync(DispatchStep step, CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = await pushes.FindWithStepsAsync(step.PushId, cancellationToken);
            switch (Look(step, found?.Push))
            {
                case Turn.Over:
                    return;
                case Turn.Ended:
                    await end.CompleteAsync(found!.Push, cancellationToken);
                    return;
                case Turn.Fed:
                    await pushes.PutNextAsync(found!.Push);
                    await feeds.LeaveAsync(found.Push, cancellationToken);
                    return;
                case Turn.DoneBefore:
                    await repair.CompleteAsync(found!, cancellationToken);
                    return;
            }

            var isDone = await earlyEnd.IsDueAsync(found!.Push, cancellationToken)
                ? await earlyEnd.TryEndAsync(found.Push, cancellationToken)
                : await TryFeedAsync(found, cancellationToken);
            if (isDone) return;
        }
    }

    private static Turn Look(DispatchStep step, PushRow? push) => push switch
    {
        null => Turn.Over,
        { HasEnded: true } => Turn.Ended,
        { Rests: true } => Turn.Over,
        _ when push.Step == step.Checkpoint => push.IsFed ? Turn.Fed : Turn.Mine,
        _ when push.Step == step.Checkpoint + 1 => Turn.DoneBefore,
        _ => Turn.Over,
    };

    private async Task<bool> TryFeedAsync(PushAndSteps found, CancellationToken cancellationToken)
    {
        var (push, steps) = found;
        var feed = await feeds.ForAsync(push, cancellationToken);
        if (push.IsExpanding)
        {
            await members.FillAsync(push, feed.CallsPerStep, cancellationToken);
            if (push.NextBatch == push.Batches) return await TryPassAsync(push, cancellationToken);
        }

        var layout = await maker.LayoutAsync(push, cancellationToken);
        var parcels = await maker.CutAsync(push, layout, feed.CallsPerStep, feed.Spacing, cancellationToken);
        var calls = parcels.Sum(parcel => parcel.Batches.Count);
        var rows = steps.Count < StepsPerLook ? [] : await ledger.ReadParcelsAsync(push, cancellationToken);
        var retries = push.RetryNo - push.RetryMark < RetriesPerLook
            ? []
            : await ledger.ReadRetriesAsync(push, cancellationToken);
        var doneSteps = new PickedUp(push.Mark, rows).DoneOf(steps);

        // Of those who are still looked up nobody knows more than that there may be some.
        var left = Math.Max(push.Batches - push.NextBatch - calls, push.IsExpanding ? 1 : 0);
        var (start, spacing) = await feed.FeedStepAsync(calls, left, cancellationToken);
        if (push.Step == 0) push.Note(time.GetUtcNow(), "sending");
        push.State = PushState.Sending;
        var row = new StepRow
        {
            PartitionKey = push.PushId,
            RowKey = LedgerKey.Step(push.Step),
            Cut = JsonSerializer.SerializeToUtf8Bytes(
                [.. parcels.Select(parcel => parcel.Cut)], StorageJson.Relaxed.IReadOnlyListParcelCut),
            Due = start,
        };
        var last = parcels[^1].Cut;
        push.Step++;
        push.NextBatch = last.FirstBatch + last.Batches;
        push.NextOffset = last.Offset + last.Bytes;
        push.StepDue = start + calls * spacing - (push.IsFed ? TimeSpan.Zero : DispatchPace.StepLead);
        // Who has expired is told then, not when there would have been slots.
        if (push.ExpiresAt < push.StepDue) push.StepDue = push.ExpiresAt.Value;
        PushProgress.Move(push, rows, retries);

        if (!await pushes.TryWriteAsync(
            push,
            [
                new(TableTransactionActionType.Add, row),
                .. doneSteps.Select(
                    done => new TableTransactionAction(TableTransactionActionType.Delete, done, done.ETag)),
            ],
            cancellationToken))
        {
            await feed.UnfeedAsync(calls, cancellationToken);
            return false;
        }

        await PutAsync(push, layout, parcels, (start, spacing), feed);
        log.Fed(push.PushId, push.Step - 1, parcels.Count, calls);
        await members.LookAheadAsync(push, cancellationToken);
        return true;
    }

    /// <summary>Nobody is to be fed: nobody was found yet, or nobody is left.</summary>
    private async Task<bool> TryPassAsync(PushRow push, CancellationToken cancellationToken)
    {
        push.State = PushState.Sending;
        push.Step++;
        push.StepDue = time.GetUtcNow();
        if (!await pushes.TryWriteAsync(push, [], cancellationToken)) return false;
        await pushes.PutNextAsync(push);
        if (push.IsFed) await feeds.LeaveAsync(push, cancellationToken);
        return true;
    }

    private async Task PutAsync(
        PushRow push,
        PushLayout layout,
        IReadOnlyList<CutBatches> parcels,
        (DateTimeOffset Start, TimeSpan Spacing) placed,
        PushFeed feed)
    {
        var first = parcels[0].Cut.FirstBatch;
        await Task.WhenAll(parcels.Select(parcel => feed.PutAsync(
            ParcelMaker.Make(push, layout, parcel, placed.Start + (parcel.Cut.FirstBatch - first) * placed.Spacing))));
        await pushes.PutNextAsync(push);
    }

    private enum Turn
    {
        Mine,
        DoneBefore,
        Ended,

        /// <summary>While there was time, it was found that nobody is left.</summary>
        Fed,
        Over,
    }
}
