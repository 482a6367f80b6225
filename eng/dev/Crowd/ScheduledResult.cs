using PushFunctions.Dev.Load;

namespace PushFunctions.Dev.Crowd;

/// <summary>Whether pushes that wait for their time slow anything down.</summary>
internal sealed record ScheduledResult
{
    private const double MostTimes = 1.5;
    private const double MostMore = 50;
    private const double MostLate = 1_000;
    private const double MostOfPage = 200;

    /// <summary>A call begins before the end of its push, and is at the far side a little later.</summary>
    private const double MostOnTheWay = 250;

    /// <summary>Pushes that waited.</summary>
    public required int Waiting { get; init; }

    /// <summary>Runs of the watchdog before they were there.</summary>
    public required WatchdogRuns Without { get; init; }

    /// <summary>Runs while they waited.</summary>
    public required WatchdogRuns With { get; init; }

    /// <summary>Milliseconds of each page of the list of those that wait.</summary>
    public required IReadOnlyList<double> Pages { get; init; }

    /// <summary>Milliseconds from the time of an event that was posted shortly before to its call.</summary>
    public required IReadOnlyList<double> Near { get; init; }

    /// <summary>The same, of pushes that had waited for an hour.</summary>
    public required IReadOnlyList<double> Far { get; init; }

    /// <summary>Users of an event that had a second for its calls.</summary>
    public required int Users { get; init; }

    public required int Accepted { get; init; }

    public required int Expired { get; init; }

    /// <summary>When its last call came, in milliseconds after its end; less than 0 before it.</summary>
    public required double LastCall { get; init; }

    public IReadOnlyList<Figure> Figures() =>
    [
        Figure.Told("pushes that wait for their time", Waiting),
        Figure.Told("ms of a watchdog's run without them", Without.TypicalMilliseconds, "0.0"),
        Figure.AtMost(
            "ms with them", With.TypicalMilliseconds, MostTimes * Without.TypicalMilliseconds + MostMore, "0.0"),
        Figure.Told("storage operations of a run without them", Without.TypicalRequests),
        Figure.AtMost("with them", With.TypicalRequests, Without.TypicalRequests),
        new("ms p50 / p90 / p99 / max: a page of those that wait", $"{Spread.Of(Pages)}"),
        Figure.AtMost("ms for 99 % of these pages", Spread.Of(Pages)!.P99, MostOfPage),
        .. OnTime("posted a few seconds ahead", Near),
        .. OnTime("accepted an hour ago", Far),
        Figure.Exactly("users accepted or expired of an event with a second's time", Accepted + Expired, Users),
        Figure.AtLeast("of these accepted", Accepted, 1),
        Figure.AtLeast("of these expired", Expired, 1),
        Figure.AtMost("ms of its last call after its end", LastCall, MostOnTheWay),
    ];

    private static IEnumerable<Figure> OnTime(string which, IReadOnlyList<double> late) =>
    [
        new($"ms late p50 / p90 / p99 / max: {which}", $"{Spread.Of(late)}"),
        Figure.AtLeast($"ms late at least: {which}", late.Min(), 0),
        Figure.AtMost($"ms late at most: {which}", late.Max(), MostLate),
    ];
}
