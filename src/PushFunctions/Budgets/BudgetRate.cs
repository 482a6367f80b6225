namespace PushFunctions.Budgets;

/// <summary>What a limit amounts to: how far slots lie apart. Pure arithmetic.</summary>
public sealed record BudgetRate(BudgetLimit Limit, BudgetAllowances Allowances)
{
    /// <summary>How late a call may begin after its slot.</summary>
    public TimeSpan Tolerance => Allowances.Tolerance;

    /// <summary>Calls in a minute.</summary>
    public double CallsPerMinute => Limit.RatePerMinute;

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
            return ofSeconds > ofMinutes ? ofSeconds : ofMinutes;
        }
    }

    /// <summary>Rounded up: the parts of ticks lost otherwise add up over a window.</summary>
    private TimeSpan Apart(TimeSpan window, int? limit) => limit is { } calls
        ? TimeSpan.FromTicks(((window + TimeSpan.FromMilliseconds(1) + Allowances.Sum).Ticks + calls - 1) / calls)
        : TimeSpan.Zero;
}
