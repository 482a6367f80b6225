using Microsoft.Extensions.Logging.Abstractions;
using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

/// <summary>
/// Desks of several processes over one table, and one clock that moves only as far as somebody waits.
/// </summary>
public abstract class DeskTest
{
    private protected static readonly BudgetKey Key = new(Some.App, BudgetNames.PushSingle);
    private protected static readonly CallTicket Broadcast = new(Urgency: 2, Begun: false, Some.Now, Fed: true);

    private protected ManualTime Time { get; } = new();

    private protected MemoryTable Table { get; } = new();

    private protected BudgetRate Rate { get; set; } = Limits.PerMinute(1_200);

    private protected BudgetRow Row => Table.Find<BudgetRow>(Key.App, Key.Budget)!;

    private protected BudgetStore Store() => Limits.Store(
        Table, Time, ("Budgets__PushSingle__CallsPerMinute", $"{Rate.Limit.CallsPerMinute}"));

    /// <summary>The desk of a process of its own.</summary>
    private protected SlotDesk Desk() =>
        new(Key, Rate, Store(), Memory.Metrics(), Time, NullLogger<SlotDesk>.Instance);

    /// <summary>Takes a slot and notes when it was given.</summary>
    private protected async Task<(Slot Slot, DateTimeOffset GivenAt)> TakeAsync(
        SlotDesk desk, CallTicket ticket, CancellationToken cancellationToken = default)
    {
        var slot = await desk.TakeAsync(ticket, cancellationToken);
        return (slot, Time.Now);
    }

    private protected Task<Slot[]> TakeAsync(SlotDesk desk, int calls) =>
        Time.RunAsync(
            Task.WhenAll(Enumerable.Range(0, calls).Select(_ => desk.TakeAsync(Broadcast, CancellationToken.None))));
}
