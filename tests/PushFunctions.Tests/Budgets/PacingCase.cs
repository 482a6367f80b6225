using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

/// <summary>A drawn case for <see cref="PacingRun"/>.</summary>
internal sealed record PacingCase
{
    /// <summary>The budgets whose calls are made, each with traffic of its own.</summary>
    public required IReadOnlyList<BudgetTerms> Budgets { get; init; }

    /// <summary>What limits all of them together.</summary>
    public BudgetTerms? Total { get; init; }

    /// <summary>Limits that are put in the middle, one after the other.</summary>
    public IReadOnlyList<BudgetLimit> Puts { get; init; } = [];

    /// <summary>How much of all calls the far side refuses, whatever they are.</summary>
    public double Refused { get; init; }

    /// <summary>How long a process may stand still between its last look at a call's slot and the call.</summary>
    public TimeSpan LongestStall { get; init; }

    /// <summary>Whether the desks learn when calls left.</summary>
    public bool IsLateTold { get; init; } = true;

    /// <summary>What the way to the far side and the clocks do, whatever the budgets allow for.</summary>
    public required BudgetAllowances World { get; init; }

    public required TimeSpan Time { get; init; }

    /// <summary>One budget.</summary>
    public static PacingCase Of(BudgetLimit limit) => Of([limit], total: null);

    public static PacingCase Of(IReadOnlyList<BudgetLimit> limits, BudgetLimit? total)
    {
        var budgets = limits.Select(limit => new BudgetTerms { Limit = limit }).ToList();
        var all = total is null ? null : new BudgetTerms { Limit = total };
        // With a total, the smaller allowances of both: lateness is bounded by the shorter tolerance anyway.
        var world = budgets.Append(all ?? budgets[0]).Select(terms => terms.Rate.Allowances).MinBy(each => each.Sum)!;
        return new()
        {
            Budgets = budgets,
            Total = all,
            World = world,
            Time = 2.5 * limits.Append(total ?? limits[0]).Max(limit => limit.Window),
        };
    }

    /// <summary>With nothing added to the windows for the network and for clocks, which do what they did.</summary>
    public PacingCase WithoutAllowances() => this with
    {
        Budgets = [.. Budgets.Select(Without)],
        Total = Total is null ? null : Without(Total),
    };

    private static BudgetTerms Without(BudgetTerms terms) =>
        terms with { NetworkAllowance = TimeSpan.Zero, ClockAllowance = TimeSpan.Zero };
}
