namespace PushFunctions.Budgets;

/// <summary>How slots are taken of a budget. Pure: time is passed in, nothing is stored here.</summary>
public static class BudgetArithmetic
{
    /// <summary>
    /// A first slot lies this far ahead, so that writing the reservation does not use up its tolerance.
    /// </summary>
    public static readonly TimeSpan Lead = TimeSpan.FromMilliseconds(40);

    /// <summary>Takes slots that lie before <paramref name="until"/>.</summary>
    /// <param name="budget">The budget; its row is changed when any slot is taken.</param>
    /// <param name="count">Slots wanted.</param>
    /// <param name="unfed">
    /// How many of them serve work that no dispatcher fed: each moves the feed, so that it keeps to the rate.
    /// </param>
    /// <param name="until">No slot at or after this moment.</param>
    /// <param name="waitingSince">
    /// Since when fed work waits for slots here: what has passed of the budget's time since then is lost to it.
    /// </param>
    /// <returns>The moments; none when the next free slot lies too far ahead.</returns>
    public static IReadOnlyList<DateTimeOffset> Reserve(
        Budget budget, DateTimeOffset now, int count, int unfed, DateTimeOffset until,
        DateTimeOffset? waitingSince = null)
    {
        Feeding.Follow(budget, now);
        var line = new SlotLine(budget, now);
        var free = line.FirstFree(DateTimeOffset.MinValue);
        while (line.Taken.Count < count)
        {
            var slot = line.FirstFree(now + Lead);
            if (slot >= until) break;
            line.Take(slot);
        }

        if (line.Taken.Count == 0) return [];
        line.Close();
        if (waitingSince + Lead is { } since) Feeding.Move(budget.Row, since > free ? since : free, line.Taken[0]);
        var beside = Math.Min(unfed, line.Taken.Count);
        if (budget.Row.Feed > now) budget.Row.Feed += beside * budget.SpacingAt(now);
        CallsBeside.Count(budget.Row, now, beside);
        return line.Taken;
    }

    /// <summary>When the next slot is free, which may lie a while ahead.</summary>
    /// <param name="budget">The budget, which stays as it is.</param>
    /// <param name="lead">The least time from now to the slot: what must be done before its call.</param>
    public static DateTimeOffset FirstFree(Budget budget, DateTimeOffset now, TimeSpan lead) =>
        new SlotLine(budget, now).FirstFree(now + lead);

    /// <summary>Takes the next slot if it lies no further ahead than so.</summary>
    /// <returns>The moment; null when the next slot lies further ahead.</returns>
    public static DateTimeOffset? Book(Budget budget, DateTimeOffset now, TimeSpan lead, TimeSpan within)
    {
        var line = new SlotLine(budget, now);
        var slot = line.FirstFree(now + lead);
        if (slot - now > within) return null;
        line.Take(slot);
        line.Close();
        return slot;
    }

    /// <summary>Gives back a booked slot that is not needed; one behind which others are booked is lost.</summary>
    /// <returns>Whether anything changed.</returns>
    public static bool GiveBack(Budget budget, DateTimeOffset now, DateTimeOffset slot)
    {
        var rate = budget.RateAt(now);
        var row = budget.Row;
        if (row.Next != slot + rate.Spacing) return false;
        row.Next = slot;
        RecentUse.Of(row, rate.Limit.Window).Without(slot).WriteTo(row);
        DayUse.GiveBack(row, slot);
        if (budget.Total is { } total) GiveBack(total, now, slot);
        return true;
    }
}
