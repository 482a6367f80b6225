using PushFunctions.Budgets;
using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>Places work at the end of what is fed of one budget.</summary>
public sealed class Pace(BudgetKey key, TimeSpan spacing, BudgetStore budgets, WorkQueues queues, TimeProvider time)
{
    public TimeSpan Spacing { get; } = spacing;

    /// <returns>When the first of the calls is expected.</returns>
    public Task<DateTimeOffset> FeedAsync(int calls, CancellationToken cancellationToken) => budgets.ChangeAsync(
        key, row => (true, BudgetArithmetic.Feed(row, time.GetUtcNow(), Spacing, calls)), cancellationToken);

    public Task UnfeedAsync(int calls, CancellationToken cancellationToken) => budgets.ChangeAsync(
        key,
        row =>
        {
            BudgetArithmetic.Unfeed(row, Spacing, calls);
            return (true, true);
        },
        cancellationToken);

    /// <summary>Puts a parcel, to be seen a second or two before its first call is expected.</summary>
    public Task PutAsync(Parcel parcel, CancellationToken cancellationToken) =>
        queues.PutAsync(parcel, parcel.Due - time.GetUtcNow() - DispatchPace.ParcelLead, cancellationToken);
}
