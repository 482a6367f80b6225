namespace PushFunctions.Budgets;

/// <summary>What a limit amounts to: how far slots lie apart. Pure arithmetic.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="Allowances">What is added to its windows.</param>
public sealed record BudgetRate(BudgetLimit Limit, BudgetAllowances Allowances)
{
    /// <summary>Which part of the limit is used: less than 1 where the far side takes less.</summary>
    public double Share { get; init; } = 1;

    /// <summary>How late a call may begin after its slot.</summary>
    public TimeSpan Tolerance => Allowances.Tolerance;

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
                Limit.CallsPerSecond ?? (Limit.CallsPerMinute is null ? BudgetLimit.MostPerSecond : null));
            var ofMinutes = Apart(TimeSpan.FromMinutes(1), Limit.CallsPerMinute);
            var full = ofSeconds > ofMinutes ? ofSeconds : ofMinutes;
            return Share < 1 ? TimeSpan.FromTicks((long)Math.Ceiling(full.Ticks / Share)) : full;
        }
    }

    /// <summary>Rounded up: the parts of ticks lost otherwise add up over a window.</summary>
    private TimeSpan Apart(TimeSpan window, int? limit) => limit is { } calls
        ? TimeSpan.FromTicks(((window + TimeSpan.FromMilliseconds(1) + Allowances.Sum).Ticks + calls - 1) / calls)
        : TimeSpan.Zero;
}
