using PushFunctions.Budgets;
using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>Places work at the end of what is fed of one budget.</summary>
public sealed class Pace(BudgetKey key, TimeSpan spacing, BudgetStore budgets, WorkQueues queues, TimeProvider time)
{
    /// <summary>Time between calls, as far as this process knows; work is cut by it.</summary>
    public TimeSpan Spacing { get; } = spacing;

    /// <returns>When the first of the calls is expected, and the time between them.</returns>
    public Task<(DateTimeOffset Start, TimeSpan Spacing)> FeedAsync(int calls, CancellationToken cancellationToken) =>
        budgets.ChangeAsync(
            key,
            budget =>
            {
                var now = time.GetUtcNow();
                return (true, (Feeding.Feed(budget, now, calls), budget.SpacingAt(now)));
            },
            cancellationToken);

    public Task UnfeedAsync(int calls, CancellationToken cancellationToken) => budgets.ChangeAsync(
        key,
        budget =>
        {
            Feeding.Unfeed(budget, time.GetUtcNow(), calls);
            return (true, true);
        },
        cancellationToken);

    /// <summary>Puts a parcel, to be seen a second or two before its first call is expected.</summary>
    public Task PutAsync(Parcel parcel, CancellationToken cancellationToken) =>
        queues.PutAsync(parcel, parcel.Due - time.GetUtcNow() - DispatchPace.ParcelLead, cancellationToken);
}
