namespace PushFunctions.Budgets;

/// <summary>
/// Makes room behind calls that left later than their tolerance: a process that is cold, or was stopped, finds out only
/// when it has sent them. Pure: time is passed in. See docs/decisions/0002.
/// </summary>
public static class LateCalls
{
    /// <summary>A process begins about a second of calls at a time: more room than for these is never needed.</summary>
    private static readonly TimeSpan MostRoom = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Moves the next slot, so that the calls of a window later keep their distance from this one. The room that was
    /// made behind its slot for others serves it as well.
    /// </summary>
    /// <param name="budget">The budget; its row, and the total's, are changed where room lacks.</param>
    /// <returns>Whether anything changed.</returns>
    public static bool MakeRoom(Budget budget, DateTimeOffset now, LateCall call)
    {
        // Everybody has been held back since: that was room.
        if (call.Slot.Epoch < budget.Epoch) return false;
        var late = call.LeftAt - call.Slot.At - budget.Tolerance;
        if (late > MostRoom) late = MostRoom;
        var next = budget.Row.Next;
        var isChanged = false;
        // Told of with its answer, a call may be gone from its window by now.
        foreach (var each in budget.All.Where(each => now - call.LeftAt <= each.Limit.Window))
            isChanged |= MakeRoom(each.Row, now, call.Slot, late);
        if (isChanged) Feeding.Move(budget.Row, next, budget.Row.Next);
        return isChanged;
    }

    private static bool MakeRoom(BudgetRow row, DateTimeOffset now, Slot slot, TimeSpan late)
    {
        var isBehindSlot = slot.At < row.RoomFrom;
        var lacking = late - (isBehindSlot ? TimeSpan.FromTicks(row.Room) : TimeSpan.Zero);
        // Where nobody calls there is room enough.
        if (lacking <= TimeSpan.Zero || row.Next + lacking <= now) return false;
        if (!isBehindSlot) (row.RoomFrom, row.Room) = (row.Next, 0);
        row.Room += lacking.Ticks;
        row.Next += lacking;
        return true;
    }
}
