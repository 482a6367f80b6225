using System.ComponentModel.DataAnnotations;

namespace PushFunctions.Budgets;

/// <summary>How calls to one endpoint are paced. Bound from <c>Budgets:{budget}</c>, checked at start.</summary>
public sealed class BudgetOptions
{
    public const string Section = "Budgets";

    /// <summary>Calls per minute for the whole app key, over all instances. 1 to 1,000,000; default 1,200.</summary>
    [Range(1, 1_000_000)]
    public int CallsPerMinute { get; set; } = 1_200;

    /// <summary>How late a call may begin after its slot. 1 ms to 1 s; default 100 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:01")]
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>By how much the way to the far side may differ between calls. 0 to 1 s; default 100 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01")]
    public TimeSpan NetworkAllowance { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>By how much the clocks of two instances may differ. 0 to 1 s; default 100 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01")]
    public TimeSpan ClockAllowance { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Time between two slots: a window and all allowances, divided by the limit, so that one call more than the limit
    /// always spans more than a window. Rounded up: the parts of ticks lost otherwise add up over a window.
    /// </summary>
    public TimeSpan Spacing => TimeSpan.FromTicks(
        ((TimeSpan.FromMilliseconds(60_001) + Tolerance + NetworkAllowance + ClockAllowance).Ticks + CallsPerMinute - 1)
        / CallsPerMinute);
}
