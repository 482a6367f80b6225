using PushFunctions.Dev.Load;

namespace PushFunctions.Dev.Pacing;

/// <summary>What a broadcast took.</summary>
internal sealed record BroadcastResult
{
    private const double MostOverFloor = 1.02;
    private const double LeastSlackSeconds = 5;
    private const double MostGrowthMegabytes = 64;

    public required int Instances { get; init; }

    public required int CallsPerMinute { get; init; }

    /// <summary>From the first event's post to the last call at the far side.</summary>
    public required double Seconds { get; init; }

    /// <summary>From the first call to the last.</summary>
    public required double RunSeconds { get; init; }

    public required long MostInWindow { get; init; }

    /// <summary>Calls refused as too fast.</summary>
    public required long Throttled { get; init; }

    /// <summary>From the first event to the end of all pushes.</summary>
    public required StorageFigures Storage { get; init; }

    public required ToldUsers Told { get; init; }

    public required IReadOnlyList<double> GrowthMegabytes { get; init; }

    /// <summary>What the limit alone makes of the users.</summary>
    public double FloorSeconds => 60.0 * Told.Users / Broadcast.UsersPerCall / CallsPerMinute;

    public bool IsWithinGoals => Figures().All(figure => figure.IsMet);

    // Of a million users at 1,200 a minute, 10 s over 8 min 20 s; a short broadcast is mostly its start.
    private double MostSeconds => Math.Max(FloorSeconds * MostOverFloor, FloorSeconds + LeastSlackSeconds);

    public IReadOnlyList<Figure> Figures() =>
    [
        Figure.Told("hosts", Instances),
        Figure.Told("limit, calls per minute", CallsPerMinute),
        Figure.Told("seconds that the limit alone needs", FloorSeconds, "0.0"),
        Figure.AtMost("seconds, first event to last call", Seconds, MostSeconds, "0.0"),
        .. LimitRows.Of(MostInWindow, Throttled, CallsPerMinute, RunSeconds),
        .. Told.Figures(),
        .. GrowthMegabytes.Select((growth, host) =>
            Figure.AtMost($"growth of host {host}, MB", growth, MostGrowthMegabytes, "0.0")),
        .. StorageRows.Of(Storage, CallsPerMinute),
    ];
}
