namespace PushFunctions.Budgets;

/// <summary>
/// Books single slots a few seconds ahead, for calls whose senders wait: whether there is one is known before anything
/// is kept. Calls of the queues take theirs at a <see cref="SlotDesk"/>.
/// </summary>
public sealed class SlotBooking(BudgetStore store, SlotDesks desks, TimeProvider time)
{
    /// <summary>
    /// What must be written before the call is written in this time; a slot that comes too early is lost.
    /// </summary>
    private static readonly TimeSpan Lead = TimeSpan.FromMilliseconds(150);

    /// <summary>When the row is looked at once more: others may have been held back since.</summary>
    private static readonly TimeSpan LookBefore = TimeSpan.FromMilliseconds(100);

    /// <returns>The slot, or, when the next one lies further ahead, how long until it does not.</returns>
    public Task<(Slot? Slot, TimeSpan Wait)> BookAsync(
        BudgetKey key, TimeSpan within, CancellationToken cancellationToken) =>
        store.ChangeAsync(
            key,
            budget =>
            {
                var now = time.GetUtcNow();
                return BudgetArithmetic.Book(budget, now, Lead, within) is { } moment
                    ? (true, (new Slot(moment, budget.Epoch), TimeSpan.Zero))
                    : (false, ((Slot?)null, BudgetArithmetic.FirstFree(budget, now, Lead) - now - within));
            },
            cancellationToken);

    /// <summary>Gives a slot back that is not needed.</summary>
    public Task GiveBackAsync(BudgetKey key, Slot slot, CancellationToken cancellationToken) =>
        store.ChangeAsync(
            key,
            budget => (BudgetArithmetic.GiveBack(budget, time.GetUtcNow(), slot.At), true),
            cancellationToken);

    /// <summary>Waits for a slot's moment.</summary>
    /// <returns>False: its moment has passed, or the far side has held everybody back since it was booked.</returns>
    public async Task<bool> WaitAsync(BudgetKey key, Slot slot)
    {
        await UntilAsync(slot.At - LookBefore);
        var budget = await store.ReadAsync(key, CancellationToken.None);
        await UntilAsync(slot.At);
        return budget.Epoch <= slot.Epoch && time.GetUtcNow() - slot.At <= budget.Tolerance;
    }

    /// <summary>Tells that the far side refused the slot's call as too fast.</summary>
    public Task HoldBackAsync(BudgetKey key, Slot slot, TimeSpan? retryAfter) =>
        desks.For(key).HoldBackAsync(slot, retryAfter, CancellationToken.None);

    private Task UntilAsync(DateTimeOffset moment)
    {
        var wait = moment - time.GetUtcNow();
        // Rounded up: a call that comes a little early would be one too many in its window.
        return wait <= TimeSpan.Zero
            ? Task.CompletedTask
            : Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), time, CancellationToken.None);
    }
}
