namespace PushFunctions.Budgets;

/// <summary>
/// When calls should be made that are fed from now on, behind all that is fed: if the rate stays what it is, and as
/// many other calls as lately go before them. Pure.
/// </summary>
public sealed class FeedForecast
{
    private readonly IReadOnlyList<Budget> _days;
    private readonly long _fedBefore;

    /// <param name="budget">The budget, which stays as it is.</param>
    public FeedForecast(Budget budget, DateTimeOffset now)
    {
        _days = [.. budget.All.Where(each => each.Limit.CallsPerDay is not null)];
        var bare = budget.SpacingAt(now);
        var left = 1 - CallsBeside.ShareOf(budget.Row, bare, now);
        var free = BudgetArithmetic.FirstFree(budget, now, TimeSpan.Zero);
        Spacing = bare / left;
        End = free + (Feeding.EndOf(budget, now) - free) / left;
        Start = Feeding.Later(End, BudgetArithmetic.FirstFree(budget, now, Feeding.Lead));
        _fedBefore = (long)((End - free) / Spacing);
    }

    /// <summary>Time between two calls that are fed.</summary>
    public TimeSpan Spacing { get; }

    /// <summary>When all that is fed now has been called.</summary>
    public DateTimeOffset End { get; }

    /// <summary>When the first call would be made that is fed now.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>When a call should be made.</summary>
    /// <param name="before">How many calls are fed before it.</param>
    /// <param name="notBefore">The first of them is not made sooner.</param>
    public DateTimeOffset At(long before, DateTimeOffset notBefore)
    {
        foreach (var (from, calls) in Days(notBefore))
        {
            if (before < calls) return from + before * Spacing;
            before -= calls;
        }

        throw new InvalidOperationException("The last day has no end.");
    }

    /// <summary>How many calls that are fed from now on should be made before a moment.</summary>
    public long CallsBefore(DateTimeOffset moment)
    {
        var made = 0L;
        foreach (var (from, calls) in Days(Start).TakeWhile(day => day.From < moment))
            made += Math.Min(calls, (long)Math.Ceiling((moment - from) / Spacing));
        return Math.Max(0, made);
    }

    /// <summary>
    /// When the calls of each day begin and how many they are; without a limit per day, all are of the first.
    /// </summary>
    private IEnumerable<(DateTimeOffset From, long Calls)> Days(DateTimeOffset notBefore)
    {
        var from = Feeding.Later(Start, notBefore);
        // What is fed already was placed as if there were no other day, and may be more than this one leaves.
        for (var fed = from == Start ? _fedBefore : 0; _days.Count > 0; fed = 0)
        {
            var end = _days.Min(each => DayUse.EndOf(from, each.Terms.RateOf(each.Limit)));
            var calls = Math.Min(_days.Min(each => DayUse.LeftOn(each, from)) - fed, (long)((end - from) / Spacing));
            yield return (from, calls);
            from = _days.Max(each => DayUse.NextAfter(from, each.Terms.RateOf(each.Limit)));
        }

        yield return (from, long.MaxValue);
    }
}
