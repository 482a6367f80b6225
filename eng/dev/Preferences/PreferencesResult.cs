using PushFunctions.Dev.Load;

namespace PushFunctions.Dev.Preferences;

/// <summary>What setting the preferences of many took.</summary>
internal sealed record PreferencesResult
{
    /// <summary>The far side's limit for each of the calls.</summary>
    private const int CallsPerSecond = 100;

    private const double LeastUse = 0.75;

    public required int Users { get; init; }

    /// <summary>From the request to the last line.</summary>
    public required double Seconds { get; init; }

    /// <summary>Lines that were set.</summary>
    public required int Applied { get; init; }

    /// <summary>By how much the host's working set grew at most, from before the request.</summary>
    public required double GrowthMegabytes { get; init; }

    /// <summary>By endpoint.</summary>
    public required IReadOnlyList<EndpointUse> Endpoints { get; init; }

    public IReadOnlyList<Figure> Figures() =>
    [
        Figure.Told("users, each with three calls", Users),
        Figure.Told("seconds", Seconds, "0.0"),
        Figure.Exactly("users who were set", Applied, Users),
        Figure.Told("growth of the host, MB", GrowthMegabytes, "0.0"),
        .. Endpoints.SelectMany(endpoint => (IEnumerable<Figure>)
        [
            Figure.Exactly($"calls to {endpoint.Name}", endpoint.Calls, Users),
            Figure.AtLeast("  a second", endpoint.Calls / Seconds, LeastUse * CallsPerSecond, "0.0"),
            Figure.AtMost("  in any rolling second", endpoint.MostInSecond, CallsPerSecond),
            Figure.Exactly("  refused as too fast", endpoint.TooFast, 0),
        ]),
    ];
}

/// <summary>How an endpoint was called.</summary>
internal sealed record EndpointUse(string Name, long Calls, long TooFast, int MostInSecond);
