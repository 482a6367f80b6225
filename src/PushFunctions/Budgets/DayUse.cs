namespace PushFunctions.Budgets;

/// <summary>Keeps a limit per UTC day. Pure.</summary>
internal static class DayUse
{
    /// <summary>The first moment from <paramref name="slot"/> on at which the day's limit leaves a slot.</summary>
    public static DateTimeOffset FirstFree(BudgetRow row, BudgetRate rate, DateTimeOffset slot)
    {
        if (rate.Limit.CallsPerDay is not { } limit) return slot;
        var (midnight, tomorrow) = (MidnightBefore(slot), NextAfter(slot, rate));
        // Near midnight a call may count in the other day, at the far side's clock: nobody calls then.
        if (slot >= EndOf(slot, rate)) return tomorrow;
        if (row.Day == DayOf(slot) && row.DayUsed >= limit) return tomorrow;
        return slot > midnight + rate.OfMinute.Clock ? slot : midnight + rate.OfMinute.Clock;
    }

    public static void Count(BudgetRow row, DateTimeOffset slot)
    {
        var day = DayOf(slot);
        if (day > row.Day) (row.Day, row.DayUsed) = (day, 0);
        row.DayUsed++;
    }

    public static void GiveBack(BudgetRow row, DateTimeOffset slot)
    {
        if (DayOf(slot) == row.Day && row.DayUsed > 0) row.DayUsed--;
    }

    /// <summary>Slots that were taken of the day of a moment.</summary>
    public static int UsedOn(BudgetRow row, DateTimeOffset moment) => DayOf(moment) == row.Day ? row.DayUsed : 0;

    /// <summary>Slots that the day of a moment leaves; very many where days are not limited.</summary>
    public static long LeftOn(Budget budget, DateTimeOffset moment) =>
        budget.Limit.CallsPerDay is { } limit ? Math.Max(0, limit - UsedOn(budget.Row, moment)) : long.MaxValue;

    /// <summary>From when on no slot of the day of a moment is taken.</summary>
    public static DateTimeOffset EndOf(DateTimeOffset moment, BudgetRate rate) =>
        MidnightBefore(moment).AddDays(1) - rate.OfMinute.Sum;

    /// <summary>The first slot of the day that follows that of a moment.</summary>
    public static DateTimeOffset NextAfter(DateTimeOffset moment, BudgetRate rate) =>
        MidnightBefore(moment).AddDays(1) + rate.OfMinute.Clock;

    /// <summary>The UTC day of a moment, as days since 1970.</summary>
    public static int DayOf(DateTimeOffset moment) => (int)(moment.UtcTicks / TimeSpan.TicksPerDay)
        - (int)(DateTimeOffset.UnixEpoch.UtcTicks / TimeSpan.TicksPerDay);

    private static DateTimeOffset MidnightBefore(DateTimeOffset moment) => new(moment.UtcDateTime.Date, TimeSpan.Zero);
}
