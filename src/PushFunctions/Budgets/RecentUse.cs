using System.Runtime.InteropServices;

namespace PushFunctions.Budgets;

/// <summary>How many slots were taken lately, by twentieths of a window. What exists is never changed.</summary>
public sealed class RecentUse
{
    private const int Parts = 20;

    /// <summary>How finely a window is looked at for room.</summary>
    private const int Steps = 3 * Parts;

    /// <summary>A window, and slots that were booked ahead; of more than these the oldest are forgotten.</summary>
    private const int MostParts = 8 * Parts;

    private readonly TimeSpan _window;
    private readonly long _first;
    private readonly ushort[] _counts;

    private RecentUse(TimeSpan window, long first, ushort[] counts) =>
        (_window, _first, _counts) = (window, first, counts);

    private long TicksOfPart => _window.Ticks / Parts;

    private long Last => _first + _counts.Length - 1;

    /// <summary>What a row has counted; nothing, where it counted by another window.</summary>
    public static RecentUse Of(BudgetRow row, TimeSpan window) =>
        row.Used is { } used && row.UsedWindowMs == (int)window.TotalMilliseconds
            ? new(window, row.UsedFrom, MemoryMarshal.Cast<byte, ushort>(used).ToArray())
            : new(window, 0, []);

    public void WriteTo(BudgetRow row)
    {
        row.Used = MemoryMarshal.AsBytes(_counts.AsSpan()).ToArray();
        row.UsedFrom = _first;
        row.UsedWindowMs = (int)_window.TotalMilliseconds;
    }

    /// <summary>With slots taken now; what is older than a window is forgotten.</summary>
    /// <param name="slots">The slots, in order.</param>
    public RecentUse With(IReadOnlyList<DateTimeOffset> slots, DateTimeOffset now)
    {
        if (slots.Count == 0) return this;
        var last = Math.Max(PartOf(slots[^1]), Last);
        // Interpolating a window takes one part more.
        var first = Math.Max(Math.Min(PartOf(now) - Parts - 1, PartOf(slots[0])), last - MostParts + 1);
        var counts = new ushort[last - first + 1];
        for (var part = Math.Max(first, _first); part <= Last; part++)
            counts[part - first] = _counts[part - _first];
        foreach (var part in slots.Select(PartOf).Where(part => part >= first))
            counts[part - first] = (ushort)Math.Min(counts[part - first] + 1, ushort.MaxValue);
        return new(_window, first, counts);
    }

    /// <summary>Without one slot that was given back.</summary>
    public RecentUse Without(DateTimeOffset slot)
    {
        var place = PartOf(slot) - _first;
        if (place < 0 || place >= _counts.Length || _counts[place] == 0) return this;
        var counts = _counts.ToArray();
        counts[place]--;
        return new(_window, _first, counts);
    }

    /// <summary>Slots in the window that ends at a moment: of the part in which it begins, the share.</summary>
    public double Until(DateTimeOffset end)
    {
        var begin = (end - _window).UtcTicks;
        var sum = 0.0;
        // The last part counts whole: what is counted there was taken, and hardly anything lies further ahead.
        for (var part = Math.Max(_first, begin / TicksOfPart); part <= Last && part <= PartOf(end); part++)
        {
            var inside = Math.Min(TicksOfPart, (part + 1) * TicksOfPart - begin);
            sum += _counts[part - _first] * (double)inside / TicksOfPart;
        }

        return sum;
    }

    /// <summary>Without what was taken later: those slots are not used.</summary>
    public RecentUse Before(DateTimeOffset end)
    {
        var length = (int)Math.Clamp(PartOf(end) + 1 - _first, 0, _counts.Length);
        return new(_window, _first, _counts[..length]);
    }

    /// <summary>
    /// From when on slots may be taken again, at so many in a window, so that no window ever holds more than
    /// <paramref name="most"/>. At the latest a window from now.
    /// </summary>
    public DateTimeOffset RoomFrom(DateTimeOffset now, double most, double perWindow)
    {
        var step = _window / Steps;
        var old = Enumerable.Range(0, Steps + 1).Select(no => Until(now + no * step)).ToList();
        var first = Enumerable.Range(0, Steps).FirstOrDefault(
            start => Enumerable.Range(start, Steps + 1 - start).All(
                no => old[no] + perWindow * (no - start) / Steps <= most),
            Steps);
        return now + first * step;
    }

    private long PartOf(DateTimeOffset moment) => moment.UtcTicks / TicksOfPart;
}
