namespace PushFunctions.Budgets;

/// <summary>
/// How a budget follows what the far side really takes, where that is less than its limit. Pure: time is passed in.
/// See docs/decisions/0005.
/// </summary>
public static class Adaptation
{
    /// <summary>What stays of the rate at each refusal.</summary>
    private const double Kept = 0.9;

    /// <summary>What is used of that which the far side was seen to take.</summary>
    private const double OfGranted = 0.98;

    /// <summary>
    /// Of the limit: what comes back for each clean <see cref="CleanStep"/>, and the least that is kept.
    /// </summary>
    private const double Creep = 0.01;

    /// <summary>Traffic of this part of the rate is as much as the far side takes, if it refuses one call.</summary>
    private const double FullTraffic = 0.5;

    /// <summary>Traffic of this part of the rate is, if it refuses the next ones at once as well.</summary>
    private const double SomeTraffic = 0.1;

    /// <summary>Calls of fewer seconds than this may still be in the air.</summary>
    private static readonly TimeSpan AnsweredWithin = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan CleanStep = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CleanTime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstHoldBack = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestHoldBack = TimeSpan.FromSeconds(60);

    /// <summary>Which part of the limit is used now.</summary>
    public static double ShareOf(BudgetRow row, BudgetLimit limit, DateTimeOffset now)
    {
        if (row.Effective <= 0) return 1;
        var clean = Math.Max(0, Math.Floor((now - row.HeldUntil) / CleanStep));
        return Math.Min(1, row.Effective / limit.RatePerMinute + clean * Creep);
    }

    /// <summary>Holds everybody back after the far side refused a call as too fast, and slows down.</summary>
    /// <returns>Whether the row changed: of all calls of one epoch only the first is news.</returns>
    public static bool HoldBack(Budget budget, DateTimeOffset now, Slot refused, TimeSpan? retryAfter)
    {
        if (budget.Epoch != refused.Epoch) return false;
        Feeding.Follow(budget, now);
        // Which of the two was exceeded is not said: the one that is nearer to its limit is taken for it.
        var slowed = budget.All.MaxBy(each => UseOf(each, refused.At).Until(refused.At) / PerWindow(each))!;
        var from = budget.All.Select(each => each.Row.Next).Append(now).Max();
        var until = HoldBack(slowed, now, refused, from, retryAfter);
        foreach (var each in budget.All) each.Row.Next = until;
        Feeding.Move(budget.Row, from, until);
        Feeding.Follow(budget, now);
        return true;
    }

    private static DateTimeOffset HoldBack(
        Budget budget, DateTimeOffset now, Slot refused, DateTimeOffset from, TimeSpan? retryAfter)
    {
        var row = budget.Row;
        var use = UseOf(budget, refused.At);
        var isAccepted = row.EpochFrom is { } first && refused.At - first >= AnsweredWithin;
        row.Effective = Slower(budget, now, use.Until(refused.At), isAccepted);
        var wait = NextHoldBack(row, now, isAccepted);
        row.Epoch++;
        row.EpochFrom = null;
        row.HoldBackMs = (long)wait.TotalMilliseconds;
        row.ThrottledAt = now;
        use.WriteTo(row);

        if (retryAfter > wait) wait = retryAfter < LongestHoldBack ? retryAfter.Value : LongestHoldBack;
        var perWindow = row.Effective * (budget.Limit.Window / TimeSpan.FromMinutes(1));
        var room = use.RoomFrom(now, perWindow / OfGranted, perWindow);
        row.HeldUntil = from + wait > room ? from + wait : room;
        return row.HeldUntil;
    }

    /// <summary>Slots later than the refused one are not used any more.</summary>
    private static RecentUse UseOf(Budget budget, DateTimeOffset refused) =>
        RecentUse.Of(budget.Row, budget.Limit.Window).Before(refused);

    private static double PerWindow(Budget budget) =>
        budget.Limit.RatePerMinute * (budget.Limit.Window / TimeSpan.FromMinutes(1));

    private static double Slower(Budget budget, DateTimeOffset now, double used, bool isAccepted)
    {
        var row = budget.Row;
        var rate = budget.Limit.RatePerMinute;
        var effective = ShareOf(row, budget.Limit, now) * rate * Kept;
        if (isAccepted)
        {
            // The refused call itself was not taken. A few calls of a second say nothing.
            var granted = (used - 1) * (TimeSpan.FromMinutes(1) / budget.Limit.Window);
            row.Granted = budget.Limit.Window >= TimeSpan.FromMinutes(1) || used > 10 ? granted : rate;
            if (row.Granted >= effective * FullTraffic) effective = Math.Min(effective, row.Granted * OfGranted);
        }
        else if (row.Granted >= effective * SomeTraffic)
        {
            effective = Math.Min(effective, row.Granted * OfGranted);
        }

        return Math.Max(effective, Math.Max(1, rate * Creep));
    }

    private static TimeSpan NextHoldBack(BudgetRow row, DateTimeOffset now, bool isAccepted)
    {
        var last = TimeSpan.FromMilliseconds(row.HoldBackMs);
        // Clean is counted from the hold-back's end: while everybody is held back nothing can be refused.
        if (isAccepted || last <= TimeSpan.Zero || now - row.HeldUntil > CleanTime) return FirstHoldBack;
        return last * 2 < LongestHoldBack ? last * 2 : LongestHoldBack;
    }
}
