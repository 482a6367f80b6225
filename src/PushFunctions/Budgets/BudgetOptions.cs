using System.ComponentModel.DataAnnotations;

namespace PushFunctions.Budgets;

/// <summary>How calls to one endpoint are paced. Bound from <c>Budgets:{budget}</c>, checked at start.</summary>
public sealed class BudgetOptions : IValidatableObject
{
    public const string Section = "Budgets";

    private const int UsualCallsPerMinute = 1_200;

    /// <summary>Calls per minute for the whole app key, over all instances. 1 to 1,000,000; default 1,200.</summary>
    [Range(1, 1_000_000)]
    public int CallsPerMinute { get; set; } = UsualCallsPerMinute;

    /// <summary>
    /// Calls per second, where the far side counts seconds; then this alone is the limit. 1 to 10,000; default none,
    /// for <c>PushSync</c> 1.
    /// </summary>
    [Range(1, 10_000)]
    public int? CallsPerSecond { get; set; }

    /// <summary>
    /// How late a call may begin after its slot. 1 ms to 1 s; default 100 ms, for <c>PushSync</c> 20 ms.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:01")]
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// By how much the way to the far side may differ between calls. 0 to 1 s; default 100 ms, for <c>PushSync</c>
    /// 30 ms.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01")]
    public TimeSpan NetworkAllowance { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// By how much the clocks of two instances may differ. 0 to 1 s; default 100 ms, for <c>PushSync</c> 50 ms.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01")]
    public TimeSpan ClockAllowance { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The stretch of time in which the far side counts calls.</summary>
    public TimeSpan Window => CallsPerSecond is null ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(1);

    /// <summary>Calls in a minute that the limit amounts to.</summary>
    public int RatePerMinute => CallsPerSecond * 60 ?? CallsPerMinute;

    /// <summary>
    /// Time between two slots: a window and all allowances, divided by the limit, so that one call more than the limit
    /// always spans more than a window. Rounded up: the parts of ticks lost otherwise add up over a window.
    /// </summary>
    public TimeSpan Spacing
    {
        get
        {
            var limit = CallsPerSecond ?? CallsPerMinute;
            var span = Window + TimeSpan.FromMilliseconds(1) + Tolerance + NetworkAllowance + ClockAllowance;
            return TimeSpan.FromTicks((span.Ticks + limit - 1) / limit);
        }
    }

    /// <summary>The options of a budget for which nothing is set.</summary>
    public static BudgetOptions For(string budget)
    {
        var options = new BudgetOptions();
        options.SetDefaults(budget);
        return options;
    }

    /// <summary>Sets what is usual for a budget, before its settings are read.</summary>
    public void SetDefaults(string budget)
    {
        if (budget != BudgetNames.PushSync) return;
        CallsPerSecond = 1;
        // Of a second, the allowances of a minute would take a quarter.
        Tolerance = TimeSpan.FromMilliseconds(20);
        NetworkAllowance = TimeSpan.FromMilliseconds(30);
        ClockAllowance = TimeSpan.FromMilliseconds(50);
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CallsPerSecond is { } perSecond && CallsPerMinute != UsualCallsPerMinute)
        {
            yield return new(
                $"{nameof(CallsPerSecond)} is {perSecond} and is the limit: leave {nameof(CallsPerMinute)} out.",
                [nameof(CallsPerMinute)]);
        }
    }
}
