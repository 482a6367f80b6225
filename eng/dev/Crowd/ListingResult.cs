using PushFunctions.Dev.Load;

namespace PushFunctions.Dev.Crowd;

/// <summary>How long pages of the list of pushes took.</summary>
internal sealed record ListingResult
{
    private const double MostMilliseconds = 200;

    /// <summary>Pushes that had ended.</summary>
    public required int Ended { get; init; }

    /// <summary>Pushes that were open at the beginning.</summary>
    public required int Open { get; init; }

    /// <summary>How many of those that had ended are of a type that few have.</summary>
    public required int Rare { get; init; }

    /// <summary>How many of these were found, page by page.</summary>
    public required int RareFound { get; init; }

    /// <summary>Pushes that came twice, or in the wrong order.</summary>
    public required int Disorder { get; init; }

    public required IReadOnlyList<QueryTimes> Queries { get; init; }

    public IReadOnlyList<Figure> Figures() =>
    [
        Figure.Told("pushes that have ended", Ended),
        Figure.Told("pushes that are open", Open),
        .. Queries.Select(query => new Figure($"ms p50 / p90 / p99 / max: {query.Name}", $"{query.Spread}")),
        Figure.AtMost("ms for 99 % of all pages", All.P99, MostMilliseconds),
        Figure.Exactly("pushes of a rare type found", RareFound, Rare),
        Figure.Exactly("pushes shown twice, or in the wrong order", Disorder, 0),
    ];

    private Spread All => Spread.Of([.. Queries.SelectMany(query => query.Milliseconds)])!;
}

/// <summary>The pages of one query.</summary>
/// <param name="Name">What was asked for.</param>
/// <param name="Milliseconds">The time of each page.</param>
internal sealed record QueryTimes(string Name, IReadOnlyList<double> Milliseconds)
{
    public Spread? Spread => Spread.Of(Milliseconds);
}
