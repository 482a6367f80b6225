using PushFunctions.Dev.Load;

namespace PushFunctions.Dev.Pacing;

/// <summary>How a limit was kept that fell below the budget.</summary>
internal sealed record LoweredResult
{
    private const double MostThrottled = 0.01;
    private const double LeastShare = 0.9;

    /// <summary>In less time a limit that is counted over a minute shows nothing.</summary>
    private const double LimitSeconds = 60;

    public required int Instances { get; init; }

    public required int CallsPerMinute { get; init; }

    public required int LoweredTo { get; init; }

    public required double SettlingSeconds { get; init; }

    /// <summary>Calls refused while the new limit was found.</summary>
    public required int ThrottledWhileSettling { get; init; }

    public required double MeasuredSeconds { get; init; }

    /// <summary>Calls after that, refused ones too.</summary>
    public required int Calls { get; init; }

    public required int Throttled { get; init; }

    /// <summary>Of what the new limit allows, by the calls that were taken after the settling.</summary>
    public required double ShareUsed { get; init; }

    public double ShareThrottled => Calls == 0 ? 0 : (double)Throttled / Calls;

    public bool IsWithinGoals => Figures().All(figure => figure.IsMet);

    public static LoweredResult From(
        int instances, int callsPerMinute, int loweredTo, IReadOnlyList<FarSideCall> calls, DateTimeOffset lowered,
        TimeSpan settling, TimeSpan measured)
    {
        var (from, to) = (lowered + settling, lowered + settling + measured);
        var after = calls.Where(call => call.At > from && call.At <= to).ToList();
        return new()
        {
            Instances = instances,
            CallsPerMinute = callsPerMinute,
            LoweredTo = loweredTo,
            SettlingSeconds = settling.TotalSeconds,
            ThrottledWhileSettling = calls.Count(call => call.IsThrottled && call.At > lowered && call.At <= from),
            MeasuredSeconds = measured.TotalSeconds,
            Calls = after.Count,
            Throttled = after.Count(call => call.IsThrottled),
            ShareUsed = CallStretch.ShareOfTime(calls, from, to, loweredTo),
        };
    }

    public IReadOnlyList<Figure> Figures() =>
    [
        Figure.Told("hosts", Instances),
        Figure.Told("limit before, calls per minute", CallsPerMinute),
        Figure.Told("limit after", LoweredTo),
        Figure.Told("seconds to find it", SettlingSeconds),
        Figure.Told("refused in that time", ThrottledWhileSettling),
        Figure.Told("seconds measured after that", MeasuredSeconds),
        Figure.Told("calls", Calls),
        .. MeasuredSeconds < LimitSeconds
            ?
            [
                Figure.Told("of them refused as too fast", ShareThrottled, "0.00 %"),
                Figure.Told("share of the new limit used", ShareUsed, "0.00 %"),
            ]
            : (Figure[])
            [
                Figure.AtMost("of them refused as too fast", ShareThrottled, MostThrottled, "0.00 %"),
                Figure.AtLeast("share of the new limit used", ShareUsed, LeastShare, "0.00 %"),
            ],
    ];
}
