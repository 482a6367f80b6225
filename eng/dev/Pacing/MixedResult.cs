using PushFunctions.Dev.Load;

namespace PushFunctions.Dev.Pacing;

/// <summary>How soon single users were told while a broadcast used the whole limit.</summary>
internal sealed record MixedResult
{
    private const double MostP50 = 500;
    private const double MostP99 = 1_500;
    private const double LeastShare = 0.97;

    public required int Instances { get; init; }

    public required int CallsPerMinute { get; init; }

    /// <summary>Pushes of the broadcast that had been accepted when the first single event was posted.</summary>
    public required int OpenPushes { get; init; }

    /// <summary>Single events posted.</summary>
    public required int Singles { get; init; }

    /// <summary>Those of them that no call came for.</summary>
    public required int Missing { get; init; }

    /// <summary>Milliseconds from the answer to an event until its call came to the far side.</summary>
    public required Spread? Milliseconds { get; init; }

    /// <summary>Of what the limit allows, by all calls together, while single events came.</summary>
    public required double ShareUsed { get; init; }

    /// <summary>From the first call of the run to the last.</summary>
    public required double RunSeconds { get; init; }

    public required long MostInWindow { get; init; }

    public required long Throttled { get; init; }

    public bool IsWithinGoals => Figures().All(figure => figure.IsMet);

    public IReadOnlyList<Figure> Figures() =>
    [
        Figure.Told("hosts", Instances),
        Figure.Told("limit, calls per minute", CallsPerMinute),
        Figure.Told("single events", Singles),
        Figure.Exactly("of them without a call", Missing, 0),
        Figure.AtMost("ms from answer to call, p50", Milliseconds?.P50 ?? double.PositiveInfinity, MostP50),
        Figure.Told("p90", Milliseconds?.P90 ?? double.PositiveInfinity),
        Figure.AtMost("p99", Milliseconds?.P99 ?? double.PositiveInfinity, MostP99),
        Figure.Told("max", Milliseconds?.Max ?? double.PositiveInfinity),
        Figure.Told("pushes of the broadcast that were open from the start", OpenPushes),
        Figure.AtLeast("share of the limit used", ShareUsed, LeastShare, "0.00 %"),
        .. LimitRows.Of(MostInWindow, Throttled, CallsPerMinute, RunSeconds),
    ];
}
