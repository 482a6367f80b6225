using PushFunctions.Budgets;
using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>Gives each app its pace for feeding, as it is now.</summary>
public sealed class Feeder(BudgetStore budgets, WorkQueues queues, TimeProvider time)
{
    public DateTimeOffset Now => time.GetUtcNow();

    public async Task<Pace> ForAsync(string app, CancellationToken cancellationToken)
    {
        var key = new BudgetKey(app, BudgetNames.PushSingle);
        var budget = await budgets.LookAsync(key, cancellationToken);
        return new(key, budget.SpacingAt(Now), budgets, queues, time);
    }
}
