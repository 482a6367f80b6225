using AgoraChat.Push;
using PushFunctions.Budgets;
using PushFunctions.Deliver;
using PushFunctions.Settle;
using PushFunctions.Storage;

namespace PushFunctions.Labels;

/// <summary>Makes calls about labels, each in a slot of the budget, again when it came too fast.</summary>
public sealed class LabelCalls(FarSideApps apps, SlotDesks desks, PushMetrics metrics, TimeProvider time)
{
    /// <summary>After everything that goes to devices, where a total is shared.</summary>
    private const int Urgency = 2;

    /// <param name="app">The app.</param>
    /// <param name="turn">The step's time.</param>
    /// <param name="isFresh">Asked when the slot has come; null: whatever is said stays true.</param>
    /// <param name="call">Makes the call, which is not cancelled.</param>
    public async Task<LabelAnswer<T>> MakeAsync<T>(
        string app, StepTurn turn, Func<bool>? isFresh, Func<LabelsClient, CallDeparture, Task<T>> call)
    {
        if (apps.Find(app) is not { } client)
            return new LabelAnswer<T>.Failed(CallFailure.NotMade($"The app '{app}' is not configured."));
        apps.Warm(app);
        var desk = desks.For(new(app, BudgetNames.Labels));
        var ticket = new CallTicket(Urgency, Begun: false, time.GetUtcNow(), Fed: false);
        for (var repeated = false; ;)
        {
            if (await TakeAsync(desk, ticket, turn) is not { } slot) return new LabelAnswer<T>.NotMade();
            if (await PrepareAsync(client) is { } unready) return new LabelAnswer<T>.Failed(unready);
            if (turn.IsOver || isFresh?.Invoke() == false) return new LabelAnswer<T>.NotMade();
            if (!desk.IsUsable(slot)) continue;
            ticket = ticket with { Begun = true };
            var departure = new CallDeparture();
            try
            {
                var value = await call(client.Labels, departure);
                metrics.CountCall(app, BudgetNames.Labels, "answered");
                return new LabelAnswer<T>.Done(value);
            }
            catch (AgoraChatException exception) when (exception.Kind == AgoraChatErrorKind.Throttled)
            {
                metrics.CountCall(app, BudgetNames.Labels, "throttled");
                await HoldBackAsync(desk, slot, exception.RetryAfter, turn);
            }
            catch (AgoraChatException exception)
            {
                metrics.CountCall(app, BudgetNames.Labels, "refused");
                if (exception.Kind != AgoraChatErrorKind.Unauthorized || repeated)
                    return new LabelAnswer<T>.Failed(CallFailure.Of(exception));
                // The next attempt makes a new token.
                repeated = true;
            }
            finally
            {
                if (departure.LeftAt is { } leftAt) desk.Left(slot, leftAt);
            }
        }
    }

    private static async Task<Slot?> TakeAsync(SlotDesk desk, CallTicket ticket, StepTurn turn)
    {
        if (turn.IsOver) return null;
        try
        {
            return await desk.TakeAsync(ticket, turn.Stop);
        }
        catch (OperationCanceledException) when (turn.Stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task HoldBackAsync(SlotDesk desk, Slot slot, TimeSpan? retryAfter, StepTurn turn)
    {
        try
        {
            await desk.HoldBackAsync(slot, retryAfter, turn.Stop);
        }
        catch (OperationCanceledException) when (turn.Stop.IsCancellationRequested)
        {
            // The step ends; whoever comes next meets the same refusal.
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
