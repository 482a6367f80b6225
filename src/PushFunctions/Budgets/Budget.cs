namespace PushFunctions.Budgets;

/// <summary>One budget as it is: what its row holds, and what the settings say.</summary>
/// <param name="Row">The row; whoever changes it writes it.</param>
/// <param name="Terms">What the settings say of it.</param>
/// <param name="Total">The budget of all calls, in which the calls of this one count as well; null: none.</param>
public sealed record Budget(BudgetRow Row, BudgetTerms Terms, Budget? Total = null)
{
    /// <summary>The limit that holds: the one that was put, else the setting's.</summary>
    public BudgetLimit Limit => Row.PutLimit is { IsNone: false } put ? put : Terms.Limit;

    /// <summary>Names the limit: a new name for each that is put.</summary>
    public string Version => Row.PutVersion ?? "setting";

    /// <summary>Whether there is a row; else this is what the settings say alone.</summary>
    public bool IsStored => Row.ETag != default;

    /// <summary>Calls in a minute that it amounts to, also by the total.</summary>
    public int RatePerMinute => Math.Min(Limit.RatePerMinute, Total?.RatePerMinute ?? int.MaxValue);

    /// <summary>Rises with each hold-back of this budget or of the total.</summary>
    public int Epoch => Row.Epoch + (Total?.Row.Epoch ?? 0);

    /// <summary>This budget and the total.</summary>
    public IReadOnlyList<Budget> All => Total is null ? [this] : [this, Total];

    /// <summary>Puts a limit, which is tried whole, whatever the far side refused before.</summary>
    /// <param name="limit">The limit; none: the setting holds again.</param>
    /// <param name="version">Its name; null: the setting's.</param>
    public void Put(BudgetLimit limit, string? version, DateTimeOffset now)
    {
        var freeBefore = DayUse.FirstFree(Row, RateAt(now), now);
        Row.PutLimit = limit;
        Row.PutVersion = version;
        (Row.Effective, Row.Granted) = (0, 0);
        // What was put off to another day, and need not wait for it any more.
        var sooner = freeBefore - DayUse.FirstFree(Row, RateAt(now), now);
        if (sooner > TimeSpan.Zero && Row.Feed > freeBefore) Row.Feed -= sooner;
    }

    /// <summary>What the limit amounts to now.</summary>
    public BudgetRate RateAt(DateTimeOffset now)
    {
        var limit = Limit;
        return Terms.RateOf(limit) with { Share = Adaptation.ShareOf(Row, limit, now) };
    }

    /// <summary>Time between two slots now, also by the total.</summary>
    public TimeSpan SpacingAt(DateTimeOffset now) => All.Max(each => each.RateAt(now).Spacing);

    /// <summary>How late a call may begin after its slot, also by the total.</summary>
    public TimeSpan Tolerance => All.Min(each => each.Terms.RateOf(each.Limit).Tolerance);
}
