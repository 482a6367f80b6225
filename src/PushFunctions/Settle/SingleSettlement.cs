using Azure;
using Azure.Data.Tables;
using PushFunctions.Claims;
using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Settle;

/// <summary>Settles a push of one parcel: its ledger row and its push row change in one transaction.</summary>
public sealed class SingleSettlement(StorageClients storage, PushStore pushes, PushEnd end, TimeProvider time)
{
    public async Task<bool> SettleAsync(HeldParcel held, DateTimeOffset? due, CancellationToken cancellationToken)
    {
        PushRow? push = null;
        var isWritten = await held.WriteAsync(
            row => ParcelResult.Write(held, row, due, time.GetUtcNow()),
            async row =>
            {
                push = await pushes.FindAsync(held.Parcel.PushId, cancellationToken)
                    ?? throw new RequestFailedException(404, "The push was removed.");
                push.Answer ??= held.Answer;
                Change(push, row, due);
                var answer = await storage.Pushes.SubmitTransactionAsync(
                    [
                        new(TableTransactionActionType.UpdateReplace, push, push.ETag),
                        new(TableTransactionActionType.UpdateReplace, row, row.ETag),
                    ],
                    cancellationToken);
                return answer.Value[1].Headers.ETag ?? default;
            });
        if (!isWritten || push is null) return isWritten;
        if (push.HasEnded) await end.CompleteAsync(push, cancellationToken);
        else await pushes.PutNextAsync(push);
        return true;
    }

    /// <summary>A push that has ended may lack its day row, or still have its open row.</summary>
    public async Task CompleteAsync(string pushId, CancellationToken cancellationToken)
    {
        if (await pushes.FindAsync(pushId, cancellationToken) is { HasEnded: true } push)
            await end.CompleteAsync(push, cancellationToken);
    }

    private void Change(PushRow push, ParcelRow row, DateTimeOffset? due)
    {
        var now = time.GetUtcNow();
        push.NextBatch = push.Batches;
        if (due is { } later)
        {
            if (!push.Rests) push.State = PushState.Sending;
            // Whoever is due is not sent to any more when the push was cancelled: the next look sees to it.
            push.StepDue = push.CancelledAt is null ? later + DispatchPace.CloseEvery : now;
            push.Note(now, "sending");
            return;
        }

        PushProgress.Move(push, [row], []);
        PushProgress.End(push, now);
    }
}
