namespace PushFunctions.Budgets;

/// <summary>What a limit amounts to: how far slots lie apart. Pure arithmetic.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="OfSecond">What is added to a window of a second.</param>
/// <param name="OfMinute">What is added to longer ones; calls may begin as late as in a second.</param>
public sealed record BudgetRate(BudgetLimit Limit, BudgetAllowances OfSecond, BudgetAllowances OfMinute)
{
    /// <summary>Which part of the limit is used: less than 1 where the far side takes less.</summary>
    public double Share { get; init; } = 1;

    /// <summary>What is added to the shortest window that is limited.</summary>
    public BudgetAllowances Allowances => Limit.CallsPerSecond is null ? OfMinute : OfSecond;

    /// <summary>How late a call may begin after its slot.</summary>
    public TimeSpan Tolerance => OfMinute.Tolerance;

    /// <summary>Calls in a minute.</summary>
    public double CallsPerMinute => Limit.RatePerMinute * Share;

    /// <summary>
    /// Time between two slots: a window and all allowances, divided by the limit, so that one call more than the limit
    /// always spans more than a window; the longest that any window needs.
    /// </summary>
    public TimeSpan Spacing
    {
        get
        {
            // A limit per day alone is no reason for a rate; this keeps to what is tried and tested.
            var ofSeconds = Apart(
                TimeSpan.FromSeconds(1),
                Limit.CallsPerSecond ?? (Limit.CallsPerMinute is null ? BudgetLimit.MostPerSecond : null),
                Allowances);
            var ofMinutes = Apart(TimeSpan.FromMinutes(1), Limit.CallsPerMinute, OfMinute);
            var full = ofSeconds > ofMinutes ? ofSeconds : ofMinutes;
            return Share < 1 ? TimeSpan.FromTicks((long)Math.Ceiling(full.Ticks / Share)) : full;
        }
    }

    /// <summary>Rounded up: the parts of ticks lost otherwise add up over a window.</summary>
    private static TimeSpan Apart(TimeSpan window, int? limit, BudgetAllowances allowances) => limit is { } calls
        ? TimeSpan.FromTicks(((window + TimeSpan.FromMilliseconds(1) + allowances.Sum).Ticks + calls - 1) / calls)
        : TimeSpan.Zero;
}
