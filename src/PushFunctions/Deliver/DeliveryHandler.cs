using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PushFunctions.Claims;
using PushFunctions.Settle;
using PushFunctions.Storage;

namespace PushFunctions.Deliver;

/// <summary>
/// Takes a parcel, makes its calls when their slots come, and hands the outcomes on. Waiting is a copy of the message.
/// </summary>
public sealed class DeliveryHandler(
    ParcelClaims claims, ParcelCalls calls, Settlement settlement, ParcelReturn back, DeadLetters deadLetters,
    WorkQueues queues, TimeProvider time, IOptions<DeliveryOptions> options, ILogger<DeliveryHandler> log)
{
    private static readonly TimeSpan WithoutStorage = TimeSpan.FromSeconds(10);

    public async Task HandleAsync(string messageId, BinaryData body, CancellationToken cancellationToken)
    {
        if (!QueueText.TryReadParcel(body.ToString(), out var parcel, out var why))
        {
            await deadLetters.SetAsideAsync(QueueNames.Delivery, messageId, body, why, cancellationToken);
            return;
        }

        using var activity = PushTelemetry.Begin("deliver", parcel.TraceParent, parcel.PushId);
        if (parcel.NotBefore - time.GetUtcNow() > SendTimes.LongestWait)
        {
            await queues.PutAsync(parcel, TimeSpan.Zero, cancellationToken);
            return;
        }

        // A timer may be a little early. Rounded up: a wait of less than a millisecond would be none, again and again.
        while (parcel.NotBefore - time.GetUtcNow() is { } early && early > TimeSpan.Zero)
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(early.TotalMilliseconds)), time, cancellationToken);
        if (await TryTakeAsync(parcel, cancellationToken) is not { } claim)
        {
            await queues.PutAsync(parcel, WithoutStorage, cancellationToken);
            return;
        }

        switch (claim)
        {
            case Claim.Over:
                await settlement.CompleteAsync(parcel, cancellationToken);
                return;
            case Claim.Resting:
                return;
            case Claim.Busy busy:
                await queues.PutAsync(parcel, busy.Wait, cancellationToken);
                return;
            case Claim.Taken taken:
                using (taken.Held) await DeliverAsync(taken.Held, cancellationToken);
                return;
        }
    }

    /// <returns>
    /// Null: storage is away. That is no fault of the parcel, whose message would be poison after a few tries.
    /// </returns>
    private async Task<Claim?> TryTakeAsync(Parcel parcel, CancellationToken cancellationToken)
    {
        try
        {
            return await claims.TakeAsync(parcel, cancellationToken);
        }
        catch (Exception exception) when (StorageErrors.IsAway(exception))
        {
            log.NotTaken(exception, parcel.PushId, parcel.Row, WithoutStorage.TotalSeconds);
            return null;
        }
    }

    private async Task DeliverAsync(HeldParcel held, CancellationToken cancellationToken)
    {
        try
        {
            await DeliverHeldAsync(held, cancellationToken);
        }
        catch
        {
            await back.AbandonAsync(held);
            throw;
        }
    }

    private async Task DeliverHeldAsync(HeldParcel held, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var prolonging = ProlongAsync(held, stop.Token);
        ParcelOutcome outcome;
        try
        {
            outcome = await calls.MakeAsync(held, cancellationToken);
        }
        finally
        {
            // At once: what it calls only ends a timer.
            stop.Cancel();
            await prolonging;
        }

        if (held.IsLost)
        {
            log.Lost(held.Parcel.PushId, held.Parcel.Row);
            return;
        }

        // What was sent is written down even when the process is asked to stop.
        await (outcome switch
        {
            ParcelOutcome.Unfinished unfinished => back.GiveBackAsync(held, unfinished.Wait),
            ParcelOutcome.Paused => back.RestAsync(held),
            _ => settlement.SettleAsync(held, CancellationToken.None),
        });
    }

    private async Task ProlongAsync(HeldParcel held, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await Task.Delay(options.Value.ClaimTime / 3, time, stop);
                await held.ProlongAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // Asked to stop: the parcel is settled or given back now.
        }
        catch (Exception exception)
        {
            log.NotProlonged(exception, held.Parcel.PushId, held.Parcel.Row);
        }
    }
}
