using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

/// <summary>
/// Several hosts, each with its own clock, that reserve slots in any order and make their calls as late as they may. Tells
/// when the calls arrive at the far side.
/// </summary>
internal sealed class Traffic(BudgetTerms terms, int seed, BudgetAllowances? allowances = null)
{
    private static readonly TimeSpan Horizon = TimeSpan.FromSeconds(0.6);

    private readonly Random _random = new(seed);

    /// <summary>What the hosts do, whatever the budget allows for.</summary>
    private readonly BudgetAllowances _allowances = allowances ?? terms.Rate.Allowances;
    private readonly Budget _budget = new(new(), terms);

    public IReadOnlyList<DateTimeOffset> Arrivals(int calls)
    {
        var clocks = Enumerable.Range(0, _random.Next(1, 5))
            .Select(_ => _allowances.Clock * (Extreme() - 0.5)).ToList();
        var arrivals = new List<DateTimeOffset>();
        var pauses = _random.Next(2) == 0;
        var now = Some.Now;
        while (arrivals.Count < calls)
        {
            var clock = clocks[_random.Next(clocks.Count)];
            var slots = BudgetArithmetic.Reserve(
                _budget, now + clock, count: _random.Next(1, 30), unfed: 0, until: now + clock + Horizon);
            arrivals.AddRange(slots.Select(slot =>
                slot - clock + _allowances.Tolerance * Extreme() + _allowances.Network * Extreme()));
            // Sometimes after a pause: traffic that begins again must not be let off.
            now += pauses && _random.Next(50) == 0
                ? terms.Limit.Window / 3 * _random.NextDouble()
                : TimeSpan.FromMilliseconds(_random.Next(300));
        }

        return [.. arrivals.Order()];
    }

    /// <summary>Most arrivals in any window, both ends included.</summary>
    public static int MostInAWindow(IReadOnlyList<DateTimeOffset> arrivals, TimeSpan window)
    {
        var (most, first) = (0, 0);
        for (var last = 0; last < arrivals.Count; last++)
        {
            while (arrivals[last] - arrivals[first] > window) first++;
            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    /// <summary>0 and 1 more often than what lies between: limits break at the edges.</summary>
    private double Extreme() => _random.Next(3) switch { 0 => 0, 1 => 1, _ => _random.NextDouble() };
}
