using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace PushFunctions.Budgets;

/// <summary>The desks of this process, one a budget and app.</summary>
public sealed class SlotDesks(
    BudgetStore store, BudgetSettings settings, TimeProvider time, ILogger<SlotDesk> log)
{
    private readonly ConcurrentDictionary<BudgetKey, SlotDesk> _desks = new();

    public SlotDesk For(BudgetKey key) =>
        _desks.GetOrAdd(key, wanted => new(wanted, settings.For(wanted).Rate, store, time, log));
}
