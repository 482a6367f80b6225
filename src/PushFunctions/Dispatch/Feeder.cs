using PushFunctions.Budgets;
using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>Gives a push the pace at which it feeds, as it is now.</summary>
public sealed class Feeder(BudgetStore budgets, WorkQueues queues, TimeProvider time)
{
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Whether what is fed ends so soon that the next step should begin.</summary>
    public async Task<bool> HasRoomAsync(string app, CancellationToken cancellationToken)
    {
        var budget = await budgets.LookAsync(new(app, BudgetNames.PushSingle), cancellationToken);
        return Feeding.EndOf(budget, Now) <= Now + DispatchPace.StepLead;
    }

    public async Task<Pace> ForAsync(PushRow push, CancellationToken cancellationToken)
    {
        var key = new BudgetKey(push.App, BudgetNames.PushSingle);
        var budget = await budgets.LookAsync(key, cancellationToken);
        return new(key, budget, push.PushId, budgets, queues, time);
    }
}
