using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PushFunctions.Budgets;

/// <summary>The desks of this process, one a budget and app.</summary>
public sealed class SlotDesks(
    BudgetStore store, IOptionsMonitor<BudgetOptions> options, TimeProvider time, ILogger<SlotDesk> log)
{
    private readonly ConcurrentDictionary<BudgetKey, SlotDesk> _desks = new();

    public SlotDesk For(BudgetKey key) =>
        _desks.GetOrAdd(key, wanted => new(wanted, options.Get(wanted.Budget), store, time, log));
}
