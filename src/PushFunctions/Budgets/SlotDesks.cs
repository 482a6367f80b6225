using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using PushFunctions.Storage;

namespace PushFunctions.Budgets;

/// <summary>The desks of this process, one a budget and app.</summary>
public sealed class SlotDesks(
    BudgetStore store, BudgetSettings settings, PushMetrics metrics, TimeProvider time, ILogger<SlotDesk> log)
{
    private readonly ConcurrentDictionary<BudgetKey, SlotDesk> _desks = new();

    public SlotDesk For(BudgetKey key) =>
        _desks.GetOrAdd(key, wanted => new(wanted, settings.For(wanted).Rate, store, metrics, time, log));
}
