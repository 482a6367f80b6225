namespace PushFunctions.Budgets;

/// <summary>Keeps a limit per UTC day. Pure.</summary>
internal static class DayUse
{
    /// <summary>The first moment from <paramref name="slot"/> on at which the day's limit leaves a slot.</summary>
    public static DateTimeOffset FirstFree(BudgetRow row, BudgetRate rate, DateTimeOffset slot)
    {
        if (rate.Limit.CallsPerDay is not { } limit) return slot;
        var midnight = new DateTimeOffset(slot.UtcDateTime.Date, TimeSpan.Zero);
        var tomorrow = midnight.AddDays(1) + rate.OfMinute.Clock;
        // Near midnight a call may count in the other day, at the far side's clock: nobody calls then.
        if (slot >= midnight.AddDays(1) - rate.OfMinute.Sum) return tomorrow;
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

    private static int DayOf(DateTimeOffset moment) => (int)(moment.UtcTicks / TimeSpan.TicksPerDay)
        - (int)(DateTimeOffset.UnixEpoch.UtcTicks / TimeSpan.TicksPerDay);
}
