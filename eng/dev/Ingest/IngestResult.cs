using System.Globalization;

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
    public double Ratio => Figures.Median(Rounds.Select(round => round.Ratio));

    public bool IsWithinBounds =>
        Ratio >= LeastRatio && Half.P99 <= MostMilliseconds && Whole.P99 <= MostMilliseconds
        && WritesPerEvent <= MostWrites;

    public IEnumerable<(string Figure, string Value)> Rows() =>
    [
        ("events accepted a second", Text(Figures.Median(Rounds.Select(round => round.Accepted)), "0")),
        ("bare writes of an event a second", Text(Figures.Median(Rounds.Select(round => round.Bare)), "0")),
        ($"ratio, at least {Text(LeastRatio, "0.00")}", Text(Ratio, "0.00")),
        (Waits(Half, "of the door"), Text(Half.P99, "0")),
        (Waits(Whole, "of the whole stack"), Text(Whole.P99, "0")),
        ($"storage writes an event, at most {Text(MostWrites, "0")}", Text(WritesPerEvent, "0.##")),
    ];

    private static string Waits(LoadWaits waits, string what) =>
        $"ms for 99 % at {Text(waits.PerSecond, "0")} a second {what}, at most {Text(MostMilliseconds, "0")}";

    private static string Text(double figure, string format) => figure.ToString(format, CultureInfo.InvariantCulture);
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
    public double P99 => Figures.Median(Milliseconds);
}
