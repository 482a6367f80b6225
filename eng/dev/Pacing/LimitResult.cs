using PushFunctions.Dev.Load;
using PushFunctions.Dev.Run;

namespace PushFunctions.Dev.Pacing;

/// <summary>What a broadcast against a limit showed.</summary>
internal sealed record LimitResult
{
    private const int BoughtPack = 12_000;
    private const double LeastSecondsOfFull = 60;
    private const double LeastSecondsOfPack = 180;
    private const string Feeding = "seconds of full feeding";

    public LimitResult(
        int instances, int callsPerMinute, double skewMilliseconds, CallStretch feeding, long leastWaiting,
        SimulatorStats stats, StorageFigures storage, ToldUsers told, IReadOnlyList<double> growth)
    {
        var calls = stats.Calls["push/single"];
        Instances = instances;
        CallsPerMinute = callsPerMinute;
        SkewMilliseconds = skewMilliseconds;
        Seconds = feeding.Seconds;
        Calls = feeding.Calls.Count;
        LeastWaiting = leastWaiting;
        ShareUsed = feeding.ShareOf(callsPerMinute);
        MostInWindow = calls.MaxInRolling60S;
        Throttled = calls.Throttled;
        Gap = Spread.Of(feeding.Gaps);
        Lateness = Spread.Of(
            SlotGrid.Lateness([.. feeding.Calls.Select(call => call.At)], SlotGrid.Spacing(callsPerMinute)));
        Storage = storage;
        Told = told;
        GrowthMegabytes = growth;
    }

    public int Instances { get; }

    /// <summary>The far side's limit, and the budget.</summary>
    public int CallsPerMinute { get; }

    /// <summary>By how much the hosts' clocks differed.</summary>
    public double SkewMilliseconds { get; }

    /// <summary>Full feeding: from the end of the warm-up until less was left than is held ahead.</summary>
    public double Seconds { get; }

    /// <summary>Whether the run was to show the whole promise, which takes more than a limit's window.</summary>
    public bool IsFull { get; init; }

    /// <summary>From the first call of the run to the last.</summary>
    public required double RunSeconds { get; init; }

    /// <summary>Calls in that time.</summary>
    public int Calls { get; }

    /// <summary>The fewest calls that were still to be made when another event was taken.</summary>
    public long LeastWaiting { get; }

    /// <summary>Of what the limit allows in that time.</summary>
    public double ShareUsed { get; }

    /// <summary>Most calls in any rolling 60 s of the whole run, by the far side's count.</summary>
    public long MostInWindow { get; }

    /// <summary>Calls refused as too fast in the whole run.</summary>
    public long Throttled { get; }

    /// <summary>Milliseconds from a call to the next.</summary>
    public Spread? Gap { get; }

    /// <summary>Milliseconds from a slot to its call; null where slots are too close to tell.</summary>
    public Spread? Lateness { get; }

    /// <summary>What storage did during full feeding.</summary>
    public StorageFigures Storage { get; }

    public ToldUsers Told { get; }

    public IReadOnlyList<double> GrowthMegabytes { get; }

    public bool IsWithinGoals => Figures().All(figure => figure.IsMet);

    private double LeastShare => CallsPerMinute < BoughtPack ? 0.99 : 0.95;

    private double? LeastSeconds =>
        CallsPerMinute >= BoughtPack ? LeastSecondsOfPack : IsFull ? LeastSecondsOfFull : null;

    public IReadOnlyList<Figure> Figures() =>
    [
        Figure.Told("hosts", Instances),
        Figure.Told("limit, calls per minute", CallsPerMinute),
        Figure.Told("difference of the hosts' clocks, ms", SkewMilliseconds),
        LeastSeconds is { } least
            ? Figure.AtLeast(Feeding, Seconds, least, "0.0")
            : Figure.Told(Feeding, Seconds, "0.0"),
        Figure.Told("calls in that time", Calls),
        Figure.AtLeast("least calls that waited for a slot", LeastWaiting, 1),
        Figure.AtLeast("share of the limit used", ShareUsed, LeastShare, "0.00 %"),
        .. LimitRows.Of(MostInWindow, Throttled, CallsPerMinute, RunSeconds),
        new("ms between calls, p50 / p90 / p99 / max", $"{Gap}"),
        new("ms behind the slot, p50 / p90 / p99 / max", Lateness is null ? "slots too close" : $"{Lateness}"),
        .. StorageRows.Of(Storage, CallsPerMinute),
        .. Told.Figures(),
        .. GrowthMegabytes.Select((growth, host) => Figure.Told($"growth of host {host}, MB", growth, "0.0")),
    ];
}
