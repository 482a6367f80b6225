namespace PushFunctions.Dev.Load;

/// <summary>Calls between two moments, both included.</summary>
/// <param name="From">Where the stretch begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Calls">The calls in it, by when they came.</param>
internal sealed record CallStretch(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<FarSideCall> Calls)
{
    /// <summary>The first calls are those of programs not compiled and of connections not open.</summary>
    public static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    /// <summary>Of a broadcast that ends, so much is no full feeding: less work is left than is held ahead.</summary>
    public static readonly TimeSpan Tail = TimeSpan.FromSeconds(3);

    public double Seconds => (To - From).TotalSeconds;

    public int Taken => Calls.Count(call => call.IsTaken);

    public int Throttled => Calls.Count(call => call.IsThrottled);

    /// <summary>Milliseconds between a call and the next.</summary>
    public IReadOnlyList<double> Gaps =>
        [.. Calls.Zip(Calls.Skip(1), (call, next) => (next.At - call.At).TotalMilliseconds)];

    /// <summary>How much of what a limit allows was used; refused calls use nothing.</summary>
    /// <remarks>The stretch begins with a call that belongs to the time before, as it ends with one.</remarks>
    public double ShareOf(double callsPerMinute) =>
        Seconds > 0 ? Math.Max(0, Taken - 1) / (callsPerMinute * Seconds / 60) : 0;

    /// <summary>
    /// How much of what a limit allows was used of the whole time between two moments, not from call to call: a pause
    /// at its edge counts.
    /// </summary>
    public static double ShareOfTime(
        IEnumerable<FarSideCall> calls, DateTimeOffset from, DateTimeOffset to, double callsPerMinute) =>
        to > from
            ? calls.Count(call => call.IsTaken && call.At > from && call.At <= to)
                / (callsPerMinute * (to - from).TotalMinutes)
            : 0;

    /// <summary>The calls from the first one after a moment to the last one until another.</summary>
    public static CallStretch Between(IReadOnlyList<FarSideCall> calls, DateTimeOffset from, DateTimeOffset to)
    {
        List<FarSideCall> within = [.. calls.Where(call => call.At >= from && call.At <= to)];
        return within is [] ? new(from, from, []) : new(within[0].At, within[^1].At, within);
    }

    /// <summary>Seconds from the first call to the last.</summary>
    public static double SecondsOf(IReadOnlyList<FarSideCall> calls) =>
        calls is [var first, .., var last] ? (last.At - first.At).TotalSeconds : 0;

    /// <summary>The calls of full feeding: without the warm-up, and without those of the last seconds.</summary>
    public static CallStretch OfFullFeeding(IReadOnlyList<FarSideCall> calls, int callsPerMinute)
    {
        if (calls is []) return new(default, default, []);
        var tail = (int)Math.Ceiling(callsPerMinute * Tail.TotalMinutes);
        return Between(calls, calls[0].At + WarmUp, calls[Math.Max(0, calls.Count - 1 - tail)].At);
    }
}
