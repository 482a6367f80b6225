namespace PushFunctions.Budgets;

/// <summary>How a budget's row changes. Pure: time is passed in, nothing is stored here.</summary>
public static class BudgetArithmetic
{
    /// <summary>
    /// A first slot lies this far ahead, so that writing the reservation does not use up its tolerance.
    /// </summary>
    public static readonly TimeSpan Lead = TimeSpan.FromMilliseconds(40);

    /// <summary>A first step is fed this far ahead, so that its parcels are held when their slots come.</summary>
    public static readonly TimeSpan FeedLead = TimeSpan.FromSeconds(1.5);

    private static readonly TimeSpan FirstHoldBack = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestHoldBack = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan CleanTime = TimeSpan.FromMinutes(1);

    /// <summary>Takes slots that lie before <paramref name="until"/>.</summary>
    /// <param name="row">The row, changed when any slot is taken.</param>
    /// <param name="now">Now.</param>
    /// <param name="spacing">Time between slots.</param>
    /// <param name="count">Slots wanted.</param>
    /// <param name="unfed">
    /// How many of them serve work that no dispatcher fed: each moves the feed, so that it keeps to the rate.
    /// </param>
    /// <param name="until">No slot at or after this moment.</param>
    /// <returns>The moments; none when the next free slot lies too far ahead.</returns>
    public static IReadOnlyList<DateTimeOffset> Reserve(
        BudgetRow row, DateTimeOffset now, TimeSpan spacing, int count, int unfed, DateTimeOffset until)
    {
        var first = Later(row.Next, now + Lead);
        if (first >= until) return [];
        var fitting = (int)Math.Min(count, ((until - first).Ticks - 1) / spacing.Ticks + 1);
        var slots = Enumerable.Range(0, fitting).Select(slot => first + slot * spacing).ToList();
        row.Next = first + fitting * spacing;
        if (row.Feed > now) row.Feed += Math.Min(unfed, fitting) * spacing;
        return slots;
    }

    /// <summary>Takes the next slot, which may lie a while ahead.</summary>
    /// <param name="row">The row, changed when the slot is taken.</param>
    /// <param name="now">Now.</param>
    /// <param name="spacing">Time between slots.</param>
    /// <param name="lead">The least time from now to the slot: what must be done before its call.</param>
    /// <param name="within">The most time from now to the slot.</param>
    /// <returns>The moment; null when the next slot lies further ahead.</returns>
    public static DateTimeOffset? Book(
        BudgetRow row, DateTimeOffset now, TimeSpan spacing, TimeSpan lead, TimeSpan within)
    {
        var slot = Later(row.Next, now + lead);
        if (slot - now > within) return null;
        row.Next = slot + spacing;
        return slot;
    }

    /// <summary>Gives back a booked slot that is not needed; one behind which others are booked is lost.</summary>
    /// <returns>Whether the row changed.</returns>
    public static bool GiveBack(BudgetRow row, DateTimeOffset slot, TimeSpan spacing)
    {
        if (row.Next != slot + spacing) return false;
        row.Next = slot;
        return true;
    }

    /// <summary>Places <paramref name="calls"/> calls at the end of what is fed.</summary>
    /// <returns>When the first of them is expected.</returns>
    public static DateTimeOffset Feed(BudgetRow row, DateTimeOffset now, TimeSpan spacing, int calls)
    {
        var start = Later(Later(row.Feed, row.Next), now + FeedLead);
        row.Feed = start + calls * spacing;
        return start;
    }

    /// <summary>Gives back a feed whose step another process has done meanwhile.</summary>
    public static void Unfeed(BudgetRow row, TimeSpan spacing, int calls) => row.Feed -= calls * spacing;

    /// <summary>Calls that can still be placed so far ahead, behind all that is taken and fed.</summary>
    public static int LeftWithin(BudgetRow row, DateTimeOffset now, TimeSpan spacing, TimeSpan within)
    {
        var free = now + within - Later(Later(row.Next, row.Feed), now);
        return free > TimeSpan.Zero ? (int)(free / spacing) : 0;
    }

    /// <summary>When the last of some calls would be made that came now.</summary>
    /// <param name="row">The row, which stays as it is.</param>
    /// <param name="now">Now.</param>
    /// <param name="spacing">Time between slots.</param>
    /// <param name="calls">How many calls, at least one.</param>
    /// <param name="isFed">Whether a dispatcher feeds them, behind what others feed.</param>
    public static DateTimeOffset ExpectFinish(
        BudgetRow row, DateTimeOffset now, TimeSpan spacing, int calls, bool isFed)
    {
        var start = isFed
            ? Later(Later(row.Feed, row.Next), now + FeedLead)
            : Later(row.Next, now + Lead);
        return start + (calls - 1) * spacing;
    }

    /// <summary>Holds everybody back after the far side refused a call as too fast.</summary>
    /// <returns>Whether the row changed: of all calls of one epoch only the first is news.</returns>
    public static bool HoldBack(BudgetRow row, DateTimeOffset now, int epoch, TimeSpan? retryAfter)
    {
        if (row.Epoch != epoch) return false;
        var last = TimeSpan.FromMilliseconds(row.HoldBackMs);
        // Clean is counted from the hold-back's end: while everybody is held back nothing can be refused.
        var wait = now - row.ThrottledAt - last > CleanTime || last <= TimeSpan.Zero ? FirstHoldBack : last * 2;
        if (retryAfter > wait) wait = retryAfter.Value;
        if (wait > LongestHoldBack) wait = LongestHoldBack;
        row.Epoch++;
        row.HoldBackMs = (long)wait.TotalMilliseconds;
        row.ThrottledAt = now;
        row.Next = Later(row.Next, now) + wait;
        return true;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
