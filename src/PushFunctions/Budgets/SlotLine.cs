namespace PushFunctions.Budgets;

/// <summary>Takes slots of a budget and of the total with it, one behind the other: each counts in both.</summary>
internal sealed class SlotLine
{
    private readonly List<DateTimeOffset> _taken = [];
    private readonly List<(BudgetRow Row, BudgetRate Rate, TimeSpan Spacing)> _rows = [];
    private readonly DateTimeOffset _now;

    public SlotLine(Budget budget, DateTimeOffset now)
    {
        _now = now;
        foreach (var each in budget.All)
        {
            var rate = each.RateAt(now);
            _rows.Add((each.Row, rate, rate.Spacing));
        }
    }

    public IReadOnlyList<DateTimeOffset> Taken => _taken;

    /// <summary>The first free slot, not before <paramref name="earliest"/>.</summary>
    public DateTimeOffset FirstFree(DateTimeOffset earliest)
    {
        var slot = earliest;
        foreach (var (row, _, _) in _rows)
            if (row.Next > slot) slot = row.Next;
        // What a day of one moves may be in another day of the other.
        for (var turn = 0; turn < _rows.Count; turn++)
            foreach (var (row, rate, _) in _rows) slot = DayUse.FirstFree(row, rate, slot);
        return slot;
    }

    public void Take(DateTimeOffset slot)
    {
        _taken.Add(slot);
        foreach (var (row, _, spacing) in _rows)
        {
            row.Next = slot + spacing;
            row.EpochFrom ??= slot;
            // Booked days count by their bookings.
            if (!DayBookings.AreOf(row.RowKey)) DayUse.Count(row, slot);
        }
    }

    /// <summary>Writes down what was taken.</summary>
    public void Close()
    {
        foreach (var (row, rate, _) in _rows) RecentUse.Of(row, rate.Limit.Window).With(_taken, _now).WriteTo(row);
    }
}
