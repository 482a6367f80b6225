using AgoraChat.Push;
using PushFunctions.Budgets;
using PushFunctions.Settle;
using PushFunctions.Storage;

namespace PushFunctions.Deliver;

/// <summary>Makes calls that send no push, each in a slot of its budget, again when it came too fast.</summary>
public sealed class PacedCalls(FarSideApps apps, SlotDesks desks, PushMetrics metrics, TimeProvider time)
{
    /// <param name="key">The budget.</param>
    /// <param name="urgency">0 goes first.</param>
    /// <param name="turn">The time that there is for it.</param>
    /// <param name="isFresh">Asked when the slot has come; null: whatever is said stays true.</param>
    /// <param name="call">Makes the call, which is not cancelled.</param>
    public async Task<PacedAnswer<T>> MakeAsync<T>(
        BudgetKey key, int urgency, CallTurn turn, Func<bool>? isFresh,
        Func<AgoraChatPushClient, CallDeparture, Task<T>> call)
    {
        if (apps.Find(key.App) is not { } client) return new PacedAnswer<T>.Failed(CallFailure.NoApp(key.App));
        apps.Warm(key.App);
        var desk = desks.For(key);
        var ticket = new CallTicket(urgency, Begun: false, time.GetUtcNow(), Fed: false);
        for (var repeated = false; ;)
        {
            if (await TakeAsync(desk, ticket, turn) is not { } slot) return new PacedAnswer<T>.NotMade();
            if (await PrepareAsync(client) is { } unready) return new PacedAnswer<T>.Failed(unready);
            if (turn.IsOver() || isFresh?.Invoke() == false) return new PacedAnswer<T>.NotMade();
            if (!desk.IsUsable(slot)) continue;
            ticket = ticket with { Begun = true };
            var departure = new CallDeparture();
            try
            {
                var value = await call(client, departure);
                metrics.CountCall(key.App, key.Budget, "answered");
                return new PacedAnswer<T>.Done(value);
            }
            catch (AgoraChatException exception) when (exception.Kind == AgoraChatErrorKind.Throttled)
            {
                metrics.CountCall(key.App, key.Budget, "throttled");
                await HoldBackAsync(desk, slot, exception.RetryAfter, turn);
            }
            catch (AgoraChatException exception)
            {
                metrics.CountCall(key.App, key.Budget, "refused");
                if (exception.Kind != AgoraChatErrorKind.Unauthorized || repeated)
                    return new PacedAnswer<T>.Failed(CallFailure.Of(exception));
                // The next attempt makes a new token.
                repeated = true;
            }
            finally
            {
                if (departure.LeftAt is { } leftAt) desk.Left(slot, leftAt);
            }
        }
    }

    private static async Task<Slot?> TakeAsync(SlotDesk desk, CallTicket ticket, CallTurn turn)
    {
        if (turn.IsOver()) return null;
        try
        {
            return await desk.TakeAsync(ticket, turn.Stop);
        }
        catch (OperationCanceledException) when (turn.Stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task HoldBackAsync(SlotDesk desk, Slot slot, TimeSpan? retryAfter, CallTurn turn)
    {
        try
        {
            await desk.HoldBackAsync(slot, retryAfter, turn.Stop);
        }
        catch (OperationCanceledException) when (turn.Stop.IsCancellationRequested)
        {
            // Its time is over; whoever comes next meets the same refusal.
        }
    }

    private static async Task<CallFailure?> PrepareAsync(AgoraChatPushClient client)
    {
        try
        {
            await client.PrepareAsync(CancellationToken.None);
            return null;
        }
        catch (AgoraChatException exception)
        {
            return CallFailure.Of(exception);
        }
    }
}
