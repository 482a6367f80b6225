using PushFunctions.Dev.Load;
using PushFunctions.Dev.Run;

namespace PushFunctions.Dev.Pacing;

/// <summary>How the rate stood an outage of storage.</summary>
internal sealed record OutageResult
{
    // Claims run out meanwhile, and the watchdog puts their work again.
    private const double LongOutage = 10;
    private const double MostSecondsAfterLong = 30;
    private const double MostSecondsAfterShort = 3;
    private const double RateShare = 0.95;
    private const double LeastSecondsOfFull = 60;
    private static readonly TimeSpan RateTime = TimeSpan.FromSeconds(2);

    public required int Instances { get; init; }

    public required int CallsPerMinute { get; init; }

    /// <summary>How long storage could not be reached.</summary>
    public required double SecondsAway { get; init; }

    /// <summary>Calls made in that time.</summary>
    public required int CallsMeanwhile { get; init; }

    /// <summary>From storage's return until the rate was back; null when it never was.</summary>
    public required double? SecondsToRate { get; init; }

    /// <summary>From when the rate is to be back to the end of the run.</summary>
    public required double SecondsAfter { get; init; }

    /// <summary>Of what the limit allows in that time.</summary>
    public required double ShareAfter { get; init; }

    /// <summary>Whether so much time was to be measured that a rate which sinks again is seen.</summary>
    public required bool IsFull { get; init; }

    /// <summary>From the first call of the run to the last.</summary>
    public required double RunSeconds { get; init; }

    public required long MostInWindow { get; init; }

    public required long Throttled { get; init; }

    /// <summary>How soon the rate is to be back.</summary>
    public static double MostSecondsToRate(double secondsAway) =>
        secondsAway >= LongOutage ? MostSecondsAfterLong : MostSecondsAfterShort;

    public bool IsWithinGoals => Figures().All(figure => figure.IsMet);

    public static OutageResult From(
        int instances, int callsPerMinute, bool isFull, SimulatorStats.Endpoint stats,
        IReadOnlyList<FarSideCall> calls, DateTimeOffset gone, DateTimeOffset back, DateTimeOffset to)
    {
        var again = back.AddSeconds(MostSecondsToRate((back - gone).TotalSeconds));
        return new()
        {
            Instances = instances,
            CallsPerMinute = callsPerMinute,
            IsFull = isFull,
            SecondsAway = (back - gone).TotalSeconds,
            CallsMeanwhile = calls.Count(call => call.At > gone && call.At <= back),
            SecondsToRate = ToRate(calls, callsPerMinute, back),
            SecondsAfter = (to - again).TotalSeconds,
            ShareAfter = CallStretch.ShareOfTime(calls, again, to, callsPerMinute),
            RunSeconds = CallStretch.SecondsOf(calls),
            MostInWindow = stats.MaxInRolling60S,
            Throttled = stats.Throttled,
        };
    }

    public IReadOnlyList<Figure> Figures() =>
    [
        Figure.Told("hosts", Instances),
        Figure.Told("limit, calls per minute", CallsPerMinute),
        Figure.Told("seconds storage was away", SecondsAway, "0.0"),
        Figure.Told("calls meanwhile", CallsMeanwhile),
        Figure.AtMost(
            "seconds from its return to the rate", SecondsToRate ?? double.PositiveInfinity, MostSecondsToRate(SecondsAway),
            "0.0"),
        IsFull
            ? Figure.AtLeast(After, SecondsAfter, LeastSecondsOfFull, "0.0")
            : Figure.Told(After, SecondsAfter, "0.0"),
        Figure.AtLeast("share of the limit used in that time", ShareAfter, RateShare, "0.00 %"),
        .. LimitRows.Of(MostInWindow, Throttled, CallsPerMinute, RunSeconds),
    ];

    private string After => $"seconds from {MostSecondsToRate(SecondsAway):0} s after its return to the end";

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
