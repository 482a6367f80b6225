namespace PushFunctions.Budgets;

/// <summary>
/// How many calls go before those that large pushes feed, such as to single users and second tries: an average of some
/// minutes, by which it is told when a large push will be done. Pure.
/// </summary>
public static class CallsBeside
{
    /// <summary>
    /// Longer than a burst, so that a thousand single events at once are not taken for what will always be so.
    /// </summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(5);

    /// <summary>However many there were, so much of the rate is taken to be left.</summary>
    private const double MostShare = 0.5;

    /// <summary>Counts calls that go before those that are fed.</summary>
    public static void Count(BudgetRow row, DateTimeOffset now, int calls)
    {
        if (calls <= 0) return;
        row.BesidePerMinute = PerMinute(row, now) + calls / Memory.TotalMinutes;
        row.BesideAt = now;
    }

    /// <summary>Which part of the rate they take.</summary>
    public static double ShareOf(BudgetRow row, TimeSpan spacing, DateTimeOffset now) =>
        Math.Min(MostShare, PerMinute(row, now) * spacing.TotalMinutes);

    private static double PerMinute(BudgetRow row, DateTimeOffset now) =>
        now > row.BesideAt ? row.BesidePerMinute * Math.Exp(-(now - row.BesideAt) / Memory) : row.BesidePerMinute;
}
