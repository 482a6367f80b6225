using PushFunctions.Dev.Load;
using PushFunctions.Dev.Run;

namespace PushFunctions.Dev.Pacing;

/// <summary>How the rate stood an outage of storage.</summary>
internal sealed record OutageResult
{
    private const double MostSecondsToRate = 3;
    private const double RateShare = 0.95;
    private static readonly TimeSpan RateTime = TimeSpan.FromSeconds(2);

    public required int Instances { get; init; }

    public required int CallsPerMinute { get; init; }

    /// <summary>How long storage could not be reached.</summary>
    public required double SecondsAway { get; init; }

    /// <summary>Calls made in that time.</summary>
    public required int CallsMeanwhile { get; init; }

    /// <summary>From storage's return until the rate was back; null when it never was.</summary>
    public required double? SecondsToRate { get; init; }

    public required long MostInWindow { get; init; }

    public required long Throttled { get; init; }

    public bool IsWithinGoals => Figures().All(figure => figure.IsMet);

    public static OutageResult From(
        int instances, int callsPerMinute, SimulatorStats.Endpoint stats, IReadOnlyList<FarSideCall> calls,
        DateTimeOffset gone, DateTimeOffset back) => new()
        {
            Instances = instances,
            CallsPerMinute = callsPerMinute,
            SecondsAway = (back - gone).TotalSeconds,
            CallsMeanwhile = calls.Count(call => call.At > gone && call.At <= back),
            SecondsToRate = ToRate(calls, callsPerMinute, back),
            MostInWindow = stats.MaxInRolling60S,
            Throttled = stats.Throttled,
        };

    public IReadOnlyList<Figure> Figures() =>
    [
        Figure.Told("hosts", Instances),
        Figure.Told("limit, calls per minute", CallsPerMinute),
        Figure.Told("seconds storage was away", SecondsAway, "0.0"),
        Figure.Told("calls meanwhile", CallsMeanwhile),
        Figure.AtMost(
            "seconds from its return to the rate", SecondsToRate ?? double.PositiveInfinity, MostSecondsToRate, "0.0"),
        Figure.AtMost("most calls in a rolling 60 s", MostInWindow, CallsPerMinute),
        Figure.Exactly("refused as too fast", Throttled, 0),
    ];

    /// <summary>Until the first call that begins two seconds with nearly all the calls that the limit allows.</summary>
    private static double? ToRate(IReadOnlyList<FarSideCall> calls, int callsPerMinute, DateTimeOffset back)
    {
        var wanted = (int)Math.Floor(callsPerMinute * RateTime.TotalMinutes * RateShare);
        List<DateTimeOffset> later = [.. calls.Where(call => call.IsTaken && call.At >= back).Select(call => call.At)];
        for (var first = 0; first + wanted <= later.Count; first++)
        {
            if (later[first + wanted - 1] - later[first] < RateTime) return (later[first] - back).TotalSeconds;
        }

        return null;
    }
}
