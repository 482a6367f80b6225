using PushFunctions.Dev.Load;

namespace PushFunctions.Dev.Ingest;

/// <summary>How fast events were accepted.</summary>
/// <param name="Rounds">The turns of both, in their order.</param>
/// <param name="Half">How long senders waited at half of what was accepted.</param>
/// <param name="Whole">How long they waited at a whole stack, while it delivers.</param>
/// <param name="WritesPerEvent">Requests of an event that write, by Azurite's log.</param>
internal sealed record IngestResult(
    IReadOnlyList<IngestRound> Rounds, LoadWaits Half, LoadWaits Whole, double WritesPerEvent)
{
    private const double LeastRatio = 0.8;
    private const double MostMilliseconds = 150;
    private const double MostWrites = 3;

    /// <summary>The median over all rounds.</summary>
    public double Ratio => Percentiles.Median(Rounds.Select(round => round.Ratio));

    public bool IsWithinGoals => Figures().All(figure => figure.IsMet);

    public IReadOnlyList<Figure> Figures() =>
    [
        Figure.Told("events accepted a second", Percentiles.Median(Rounds.Select(round => round.Accepted))),
        Figure.Told("bare writes of an event a second", Percentiles.Median(Rounds.Select(round => round.Bare))),
        Figure.AtLeast("ratio", Ratio, LeastRatio, "0.00"),
        Waits(Half, "of the door"),
        Waits(Whole, "of the whole stack"),
        Figure.AtMost("storage writes an event", WritesPerEvent, MostWrites, "0.##"),
    ];

    private static Figure Waits(LoadWaits waits, string what) =>
        Figure.AtMost($"ms for 99 % at {waits.PerSecond:0} a second {what}", waits.P99, MostMilliseconds);
}

/// <summary>A turn of each.</summary>
/// <param name="Accepted">Events that the host accepted a second.</param>
/// <param name="Bare">How often a second the writes of an event were made without it.</param>
internal sealed record IngestRound(double Accepted, double Bare)
{
    public double Ratio => Accepted / Bare;
}

/// <summary>How long senders waited.</summary>
/// <param name="PerSecond">Events they sent a second.</param>
/// <param name="Milliseconds">The time within which 99 % were accepted; one for each stretch.</param>
internal sealed record LoadWaits(double PerSecond, IList<double> Milliseconds)
{
    /// <summary>The median over all stretches.</summary>
    public double P99 => Percentiles.Median(Milliseconds);
}
