using PushFunctions.Budgets;
using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>Opens the feed of a push, by the budget as it is now.</summary>
public sealed class PushFeeds(BudgetStore budgets, WorkQueues queues, TimeProvider time)
{
    /// <summary>Whether what is fed ends so soon that the next step should begin.</summary>
    public async Task<bool> HasRoomAsync(string app, CancellationToken cancellationToken)
    {
        var budget = await budgets.LookAsync(new(app, BudgetNames.PushSingle), cancellationToken);
        var now = time.GetUtcNow();
        return Feeding.EndOf(budget, now) <= now + DispatchPace.StepLead;
    }

    /// <summary>Tells that a push is not fed any more, although not all of it was.</summary>
    public Task LeaveAsync(PushRow push, CancellationToken cancellationToken) => push.IsTask
        ? Task.CompletedTask
        : budgets.ChangeAsync(
            new(push.App, BudgetNames.PushSingle),
            budget => (FeedingPushes.Forget(budget.Row, push.PushId, time.GetUtcNow()), true),
            cancellationToken);

    public async Task<PushFeed> ForAsync(PushRow push, CancellationToken cancellationToken)
    {
        var key = new BudgetKey(push.App, BudgetNames.PushSingle);
        var budget = await budgets.LookAsync(key, cancellationToken);
        return new(key, budget, push.PushId, budgets, queues, time);
    }
}
