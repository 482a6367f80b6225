using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PushFunctions.Storage;

namespace PushFunctions.Deliver;

/// <summary>
/// Takes a parcel, makes its calls when their slots come, and hands the outcomes on. Waiting is a copy of the message.
/// </summary>
public sealed class DeliveryHandler(
    ParcelClaims claims, ParcelCalls calls, ISettlement settlement, DeadLetters deadLetters, WorkQueues queues,
    TimeProvider time, IOptions<DeliveryOptions> options, ILogger<DeliveryHandler> log)
{
    public async Task HandleAsync(string messageId, BinaryData body, CancellationToken cancellationToken)
    {
        if (!QueueText.TryReadParcel(body.ToString(), out var parcel, out var why))
        {
            await deadLetters.SetAsideAsync(QueueNames.Delivery, messageId, body, why, cancellationToken);
            return;
        }

        using var activity = PushTelemetry.Begin("deliver", parcel.TraceParent, parcel.PushId);
        switch (await claims.TakeAsync(parcel, cancellationToken))
        {
            case Claim.Over:
                await settlement.CompleteAsync(parcel, cancellationToken);
                return;
            case Claim.Busy busy:
                await queues.PutAsync(parcel, busy.Wait, cancellationToken);
                return;
            case Claim.Taken taken:
                using (taken.Held) await DeliverAsync(taken.Held, cancellationToken);
                return;
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
            // The message comes back in seconds. If it found a fresh claim it would wait as a copy, whose failures are
            // counted anew: what always fails would never be poison, and its users would be told again and again.
            await AbandonAsync(held);
            throw;
        }
    }

    private async Task DeliverHeldAsync(HeldParcel held, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var prolonging = ProlongAsync(held, stop.Token);
        TimeSpan? wait;
        try
        {
            wait = await calls.MakeAsync(held, cancellationToken);
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
        if (wait is { } later) await GiveBackAsync(held, later);
        else await settlement.SettleAsync(held, CancellationToken.None);
    }

    private async Task GiveBackAsync(HeldParcel held, TimeSpan wait)
    {
        if (!await held.ReleaseAsync(time.GetUtcNow() + wait + options.Value.ClaimTime)) return;
        await queues.PutAsync(held.Parcel, wait, CancellationToken.None);
        log.GivenBack(held.Parcel.PushId, held.Parcel.Row, wait.TotalSeconds);
    }

    private async Task AbandonAsync(HeldParcel held)
    {
        try
        {
            await held.AbandonAsync();
        }
        catch (Exception exception)
        {
            // Then the claim ends by itself.
            log.NotAbandoned(exception, held.Parcel.PushId, held.Parcel.Row);
        }
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
