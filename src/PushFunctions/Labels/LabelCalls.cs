using AgoraChat.Push;
using PushFunctions.Budgets;
using PushFunctions.Deliver;

namespace PushFunctions.Labels;

/// <summary>Makes calls about labels, each in a slot of the budget, again when it came too fast.</summary>
public sealed class LabelCalls(PacedCalls calls)
{
    /// <summary>After everything that goes to devices, where a total is shared.</summary>
    private const int Urgency = 2;

    /// <param name="app">The app.</param>
    /// <param name="turn">The step's time.</param>
    /// <param name="isFresh">Asked when the slot has come; null: whatever is said stays true.</param>
    /// <param name="call">Makes the call, which is not cancelled.</param>
    public async Task<LabelAnswer<T>> MakeAsync<T>(
        string app, StepTurn turn, Func<bool>? isFresh, Func<LabelsClient, CallDeparture, Task<T>> call) =>
        await calls.MakeAsync(
            new(app, BudgetNames.Labels), Urgency, new(() => turn.IsOver, turn.Stop), isFresh,
            (client, departure) => call(client.Labels, departure)) switch
        {
            PacedAnswer<T>.Done done => new LabelAnswer<T>.Done(done.Value),
            PacedAnswer<T>.Failed failed => new LabelAnswer<T>.Failed(failed.Failure),
            _ => new LabelAnswer<T>.NotMade(),
        };
}
