namespace PushFunctions.Budgets;

/// <summary>One budget as it is: what its row holds, and what the settings say.</summary>
/// <param name="Row">The row; whoever changes it writes it.</param>
/// <param name="Terms">What the settings say of it.</param>
/// <param name="Total">The budget of all calls, in which the calls of this one count as well; null: none.</param>
public sealed record Budget(BudgetRow Row, BudgetTerms Terms, Budget? Total = null)
{
    /// <summary>The limit that holds: the one that was put, else the setting's.</summary>
    public BudgetLimit Limit => Row.PutLimit is { IsNone: false } put ? put : Terms.Limit;

    /// <summary>What the limit amounts to now.</summary>
    public BudgetRate RateAt(DateTimeOffset now)
    {
        var limit = Limit;
        return Terms.RateOf(limit) with { Share = Adaptation.ShareOf(Row, limit, now) };
    }

    /// <summary>Time between two slots now, also by the total.</summary>
    public TimeSpan SpacingAt(DateTimeOffset now)
    {
        var own = RateAt(now).Spacing;
        return Total?.SpacingAt(now) is { } total && total > own ? total : own;
    }
}
