namespace PushFunctions.Dev.Load;

/// <summary>How late calls are behind the slots that they were made in, as far as their arrivals tell.</summary>
/// <remarks>
/// Slots lie at equal distances, and where they lie is seen by where most calls come soonest after one. A call that is
/// later than a whole distance seems early in the next one: the figure says how exact slots are kept, not how many
/// are lost.
/// </remarks>
internal static class SlotGrid
{
    /// <summary>Closer slots cannot be told apart.</summary>
    public static readonly TimeSpan Closest = TimeSpan.FromMilliseconds(20);

    // A pause, or a changed rate, moves all slots behind it: where they lie is asked anew.
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(10);

    // A call that was quicker than nearly all others may lie a little before what they show.
    private const double MostEarly = 0.1;

    // By the default settings: the window, a millisecond, and the three allowances of 100 ms.
    private static readonly TimeSpan Span = TimeSpan.FromMilliseconds(60_301);

    /// <summary>The distance between slots by the default settings.</summary>
    public static TimeSpan Spacing(int callsPerMinute) => Span / callsPerMinute;

    /// <returns>How many milliseconds each call came after its slot; none when slots are too close.</returns>
    public static IReadOnlyList<double> Lateness(IReadOnlyList<DateTimeOffset> times, TimeSpan spacing)
    {
        if (spacing < Closest || times.Count == 0) return [];
        return
        [
            .. times.GroupBy(time => (time - times[0]).Ticks / Slice.Ticks)
                .SelectMany(slice => OfSlice([.. slice.Select(time => (time - times[0]).TotalMilliseconds)], spacing)),
        ];
    }

    private static IEnumerable<double> OfSlice(IReadOnlyList<double> times, TimeSpan spacing)
    {
        var width = spacing.TotalMilliseconds;
        var phases = times.Select(time => time % width).Order().ToList();
        // The slot from which all calls together are the least late: of n, the k-th that is soonest by p - k/n.
        var start = phases
            .Select((phase, number) => (Phase: phase, Lead: (phase / width) - ((double)number / phases.Count)))
            .MaxBy(each => each.Lead).Phase;
        var before = phases.Select(phase => Since(phase, start - (MostEarly * width), width)).Min();
        start += before - (MostEarly * width);
        return times.Select(time => Since(time, start, width));
    }

    private static double Since(double time, double start, double width)
    {
        var since = (((time - start) % width) + width) % width;
        // What the arithmetic of fractions leaves is not a whole distance.
        return width - since < 1e-6 ? 0 : since;
    }
}
