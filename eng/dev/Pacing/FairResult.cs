using PushFunctions.Dev.Load;
using PushFunctions.Dev.Run;

namespace PushFunctions.Dev.Pacing;

/// <summary>How several broadcasts shared the limit.</summary>
/// <param name="Instances">Hosts.</param>
/// <param name="CallsPerMinute">The limit.</param>
/// <param name="RunSeconds">From the first call to the last.</param>
/// <param name="MostInWindow">The most calls in any 60 s.</param>
/// <param name="Throttled">Calls refused as too fast.</param>
/// <param name="Slices">The calls of each broadcast in each slice of 10 s.</param>
/// <param name="FinishErrors">Of each broadcast, how wrong it told its end, as a part of its time.</param>
internal sealed record FairResult(
    int Instances, int CallsPerMinute, double RunSeconds, long MostInWindow, long Throttled,
    IReadOnlyList<IReadOnlyList<int>> Slices, IReadOnlyList<double> FinishErrors)
{
    private const double MostDeviation = 0.1;
    private const double MostFinishError = 0.1;
    private const double LeastShare = 0.95;
    private const int LeastSlices = 3;
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(10);

    /// <summary>
    /// By how much a broadcast missed its part in the worst slice, as a share of the part; 1 when no slice was whole.
    /// </summary>
    public double WorstDeviation => Slices.SelectMany(Deviations).DefaultIfEmpty(1).Max();

    /// <summary>Of what the limit allows, by all together in the slice with the fewest calls.</summary>
    public double LeastShareOfSlice =>
        Slices.Select(slice => slice.Sum()).DefaultIfEmpty(0).Min() / (CallsPerMinute * Slice.TotalMinutes);

    public bool IsWithinGoals => Figures().All(figure => figure.IsMet);

    /// <param name="instances">Hosts.</param>
    /// <param name="callsPerMinute">The limit.</param>
    /// <param name="stats">The far side's counts.</param>
    /// <param name="calls">All calls, by when they came.</param>
    /// <param name="broadcasts">Each broadcast's push, and how its users are called.</param>
    /// <param name="guesses">When the pushes said that they would be done.</param>
    public static FairResult From(
        int instances, int callsPerMinute, SimulatorStats.Endpoint stats, IReadOnlyList<FarSideCall> calls,
        IReadOnlyList<(string PushId, string Prefix)> broadcasts, IReadOnlyList<FinishGuess> guesses)
    {
        IReadOnlyList<IReadOnlyList<DateTimeOffset>> pushes = [.. broadcasts.Select(each => Of(calls, each.Prefix))];
        var from = calls[0].At + CallStretch.WarmUp;
        // While each of them still has more to send than is held ahead.
        var tail = (int)Math.Ceiling(callsPerMinute * CallStretch.Tail.TotalMinutes / broadcasts.Count);
        var to = pushes.Min(push => push[Math.Max(0, push.Count - 1 - tail)]);
        var slices = Math.Max(0, (int)((to - from) / Slice));
        return new(instances, callsPerMinute, CallStretch.SecondsOf(calls), stats.MaxInRolling60S, stats.Throttled,
        [
            .. Enumerable.Range(0, slices).Select(slice => (IReadOnlyList<int>)[.. pushes.Select(push =>
                push.Count(at => at >= from + (Slice * slice) && at < from + (Slice * (slice + 1))))]),
        ],
        [.. broadcasts.Zip(pushes, (each, its) => FinishGuess.WorstOf(guesses, each.PushId, its))]);
    }

    public IReadOnlyList<Figure> Figures() =>
    [
        Figure.Told("hosts", Instances),
        Figure.Told("limit, calls per minute", CallsPerMinute),
        .. Slices.Select((slice, number) =>
            new Figure($"calls of each from second {10 * (number + 1)}", string.Join(" / ", slice))),
        Figure.AtMost("worst deviation from its part", WorstDeviation, MostDeviation, "0.0 %"),
        Figure.AtLeast("slices of 10 s", Slices.Count, LeastSlices),
        Figure.AtLeast("share of the limit used in the worst slice", LeastShareOfSlice, LeastShare, "0.00 %"),
        Figure.AtMost(
            "worst error of the expected finish, from 5 % on", FinishErrors.Max(), MostFinishError, "0.0 %"),
        .. LimitRows.Of(MostInWindow, Throttled, CallsPerMinute, RunSeconds),
    ];

    private static IEnumerable<double> Deviations(IReadOnlyList<int> slice)
    {
        var part = (double)slice.Sum() / slice.Count;
        return slice.Select(calls => part == 0 ? 1 : Math.Abs(calls - part) / part);
    }

    private static IReadOnlyList<DateTimeOffset> Of(IEnumerable<FarSideCall> calls, string prefix) =>
    [
        .. calls.Where(call => call.IsTaken && call.First?.StartsWith(prefix, StringComparison.Ordinal) == true)
            .Select(call => call.At),
    ];
}
