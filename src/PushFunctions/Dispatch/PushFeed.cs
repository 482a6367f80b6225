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
    /// <param name="calls">The step's calls.</param>
    /// <param name="left">Those of the push that no step has fed then.</param>
    /// <returns>When the first of the calls is expected, and the time between them.</returns>
    public Task<(DateTimeOffset Start, TimeSpan Spacing)> FeedStepAsync(
        int calls, int left, CancellationToken cancellationToken) =>
        budgets.ChangeAsync(
            key,
            budget =>
            {
                var now = time.GetUtcNow();
                var (start, spacing) = (Feeding.Feed(budget, now, calls), budget.SpacingAt(now));
                var next = start + calls * spacing - DispatchPace.StepLead;
                FeedingPushes.Note(budget.Row, pushId, now, next, left);
                return (true, (start, spacing));
            },
            cancellationToken);

    /// <summary>Feeds calls that go before those of steps.</summary>
    public Task FeedAsync(int calls, CancellationToken cancellationToken) => budgets.ChangeAsync(
        key,
        budget =>
        {
            var now = time.GetUtcNow();
            CallsBeside.Count(budget.Row, now, calls);
            return (true, Feeding.Feed(budget, now, calls));
        },
        cancellationToken);

    /// <summary>Gives back a step's feed: another process has done the step, or the push is not fed any more.</summary>
    public Task UnfeedAsync(int calls, CancellationToken cancellationToken) => budgets.ChangeAsync(
        key,
        budget =>
        {
            var now = time.GetUtcNow();
            Feeding.Unfeed(budget, now, calls);
            FeedingPushes.Forget(budget.Row, pushId, now);
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
