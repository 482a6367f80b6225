namespace PushFunctions.Budgets;

/// <summary>How work is placed at the end of what is fed of a budget. Pure.</summary>
public static class Feeding
{
    /// <summary>A first step is fed this far ahead, so that its parcels are held when their slots come.</summary>
    public static readonly TimeSpan Lead = TimeSpan.FromSeconds(1.5);

    /// <summary>No stretch reaches further: a rate that is cut to next to nothing would fill years.</summary>
    private static readonly TimeSpan MostStretched = TimeSpan.FromDays(2);

    /// <summary>
    /// Stretches what is fed and not yet reserved when the time between slots has changed, so that it stays as many
    /// calls as it was.
    /// </summary>
    public static void Follow(Budget budget, DateTimeOffset now)
    {
        var (row, spacing) = (budget.Row, budget.SpacingAt(now).Ticks);
        if (row.FeedSpacing == spacing) return;
        var from = Later(row.Next, now);
        if (row.FeedSpacing > 0 && row.Feed > from)
        {
            var stretched = (row.Feed - from) * ((double)spacing / row.FeedSpacing);
            row.Feed = from + (stretched < MostStretched ? stretched : MostStretched);
        }

        row.FeedSpacing = spacing;
    }

    /// <summary>Moves what is fed with the slots, when some of its time has passed that nobody could use.</summary>
    /// <param name="from">The first moment that was lost.</param>
    /// <param name="to">The first that is not.</param>
    public static void Move(BudgetRow row, DateTimeOffset from, DateTimeOffset to)
    {
        if (to > from && row.Feed > from) row.Feed += to - from;
    }

    /// <summary>Places <paramref name="calls"/> calls at the end of what is fed.</summary>
    /// <returns>When the first of them is expected.</returns>
    public static DateTimeOffset Feed(Budget budget, DateTimeOffset now, int calls)
    {
        Follow(budget, now);
        var start = StartOf(budget, now);
        budget.Row.Feed = start + calls * budget.SpacingAt(now);
        return start;
    }

    /// <summary>Gives back a feed whose step another process has done meanwhile.</summary>
    public static void Unfeed(Budget budget, DateTimeOffset now, int calls)
    {
        Follow(budget, now);
        budget.Row.Feed -= calls * budget.SpacingAt(now);
    }

    /// <summary>Calls that can still be placed so far ahead, behind all that is taken and fed.</summary>
    public static int LeftWithin(Budget budget, DateTimeOffset now, TimeSpan within)
    {
        var taken = Later(BudgetArithmetic.FirstFree(budget, now, TimeSpan.Zero), budget.Row.Feed);
        var free = now + within - taken;
        var left = free > TimeSpan.Zero ? (int)(free / budget.SpacingAt(now)) : 0;
        return budget.Limit.CallsPerDay is { } day
            ? Math.Clamp(day - DayUse.UsedOn(budget.Row, taken), 0, left)
            : left;
    }

    /// <summary>When the last of what is fed is expected.</summary>
    /// <param name="budget">The budget, which stays as it is.</param>
    public static DateTimeOffset EndOf(Budget budget, DateTimeOffset now)
    {
        var copy = budget with { Row = budget.Row.Copy() };
        Follow(copy, now);
        return Later(copy.Row.Feed, BudgetArithmetic.FirstFree(budget, now, TimeSpan.Zero));
    }

    private static DateTimeOffset StartOf(Budget budget, DateTimeOffset now) =>
        Later(budget.Row.Feed, BudgetArithmetic.FirstFree(budget, now, Lead));

    internal static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
