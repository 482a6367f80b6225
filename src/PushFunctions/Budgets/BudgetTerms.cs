namespace PushFunctions.Budgets;

/// <summary>What the settings say of one budget of one app.</summary>
public sealed record BudgetTerms
{
    public BudgetLimit Limit { get; init; } = BudgetLimit.None;

    /// <summary>How late a call may begin after its slot; null: what is usual for the limit.</summary>
    public TimeSpan? Tolerance { get; init; }

    public TimeSpan? NetworkAllowance { get; init; }

    public TimeSpan? ClockAllowance { get; init; }

    /// <summary>Of tasks: how many may run at the same time.</summary>
    public int Places { get; init; }

    /// <summary>Of tasks: how long a place is taken, since nothing tells when a task ends.</summary>
    public TimeSpan HoldTime { get; init; }

    /// <summary>What the limit amounts to.</summary>
    public BudgetRate Rate => RateOf(Limit);

    /// <summary>What another limit would amount to.</summary>
    public BudgetRate RateOf(BudgetLimit limit)
    {
        // No call may begin later than any window allows.
        var strictest = limit.CallsPerSecond is null ? BudgetAllowances.OfMinute : BudgetAllowances.OfSecond;
        return new(limit, Of(BudgetAllowances.OfSecond), Of(BudgetAllowances.OfMinute));

        BudgetAllowances Of(BudgetAllowances usual) => new(
            Tolerance ?? strictest.Tolerance, NetworkAllowance ?? usual.Network, ClockAllowance ?? usual.Clock);
    }

    /// <summary>These terms with what some settings say instead; what they leave out stays.</summary>
    public BudgetTerms With(BudgetOptions options) => this with
    {
        // One limit instead of another: what is set is all of it.
        Limit = options.Limit.IsNone ? Limit : options.Limit,
        Tolerance = options.Tolerance ?? Tolerance,
        NetworkAllowance = options.NetworkAllowance ?? NetworkAllowance,
        ClockAllowance = options.ClockAllowance ?? ClockAllowance,
        Places = options.Places ?? Places,
        HoldTime = options.HoldSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : HoldTime,
    };
}
