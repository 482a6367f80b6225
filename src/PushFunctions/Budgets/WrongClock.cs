namespace PushFunctions.Budgets;

/// <summary>
/// Undoes what a process whose clock ran ahead has left in a budget: it would stop everybody else. Pure.
/// </summary>
internal static class WrongClock
{
    /// <summary>Slots are taken a few seconds ahead at most.</summary>
    private static readonly TimeSpan MostAhead = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Brings back a next slot that lies further ahead than any can, though nobody is held back for so long. The calls
    /// of the slots before it were made by now: a window from now none of them counts any more.
    /// </summary>
    /// <returns>Whether anything changed.</returns>
    public static bool Mend(Budget budget, DateTimeOffset now)
    {
        var isMended = false;
        foreach (var each in budget.All)
        {
            var rate = each.RateAt(now);
            var row = each.Row;
            var latest = now + MostAhead;
            if (row.HeldUntil > latest) latest = row.HeldUntil;
            if (row.Next <= latest + 2 * rate.Spacing) continue;
            var next = now + rate.Limit.Window + rate.Allowances.Sum;
            if (next >= row.Next) continue;
            row.Next = next;
            // Else every slot would seem to lie before that room.
            (row.RoomFrom, row.Room) = (DateTimeOffset.UnixEpoch, 0);
            isMended = true;
        }

        return isMended;
    }
}
