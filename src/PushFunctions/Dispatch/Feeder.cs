using PushFunctions.Budgets;
using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>Gives each app its pace for feeding.</summary>
public sealed class Feeder(BudgetStore budgets, SlotDesks desks, WorkQueues queues, TimeProvider time)
{
    public DateTimeOffset Now => time.GetUtcNow();

    public Pace For(string app)
    {
        var key = new BudgetKey(app, BudgetNames.PushSingle);
        return new(key, desks.For(key).Spacing, budgets, queues, time);
    }
}
