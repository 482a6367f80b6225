using PushFunctions.Budgets;
using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>Places work of one push at the end of what is fed of a budget.</summary>
/// <param name="seen">What this process knows of it; work is cut by it.</param>
public sealed class PushFeed(
    BudgetKey key, Budget seen, string pushId, BudgetStore budgets, WorkQueues queues, TimeProvider time)
{
    /// <summary>Time between calls.</summary>
    public TimeSpan Spacing { get; } = seen.SpacingAt(time.GetUtcNow());

    /// <summary>Calls of the push's next step.</summary>
    public int CallsPerStep =>
        DispatchPace.CallsPerStep(Spacing, FeedingPushes.CountWith(seen.Row, pushId, time.GetUtcNow()));

    /// <summary>Feeds a step of a broadcast, in its turn with others.</summary>
    /// <returns>When the first of the calls is expected, and the time between them.</returns>
    public Task<(DateTimeOffset Start, TimeSpan Spacing)> FeedStepAsync(
        int calls, bool isLast, CancellationToken cancellationToken) =>
        budgets.ChangeAsync(
            key,
            budget =>
            {
                var now = time.GetUtcNow();
                FeedingPushes.Note(budget.Row, pushId, now, isLast);
                return (true, (Feeding.Feed(budget, now, calls), budget.SpacingAt(now)));
            },
            cancellationToken);

    /// <summary>Feeds calls that go before those of steps.</summary>
    public Task FeedAsync(int calls, CancellationToken cancellationToken) => budgets.ChangeAsync(
        key, budget => (true, Feeding.Feed(budget, time.GetUtcNow(), calls)), cancellationToken);

    public Task UnfeedAsync(int calls, CancellationToken cancellationToken) => budgets.ChangeAsync(
        key,
        budget =>
        {
            Feeding.Unfeed(budget, time.GetUtcNow(), calls);
            return (true, true);
        },
        cancellationToken);

    /// <summary>Puts a parcel, to be seen a second or two before its first call is expected.</summary>
    public Task PutAsync(Parcel parcel)
    {
        var wait = parcel.Due - time.GetUtcNow() - DispatchPace.ParcelLead;
        return queues.PutSurelyAsync(parcel, wait < WorkQueues.MaxFedWait ? wait : WorkQueues.MaxFedWait);
    }
}
