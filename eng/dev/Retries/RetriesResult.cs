using PushFunctions.Dev.Load;

namespace PushFunctions.Dev.Retries;

/// <summary>How many calls the second try of those took who had failed once.</summary>
internal sealed record RetriesResult
{
    /// <summary>A call in twenty may be one that is not full.</summary>
    private const double MostOverNeeded = 1.05;

    /// <summary>Of a short push, a few calls that are not full say nothing.</summary>
    private const int LeastOverNeeded = 3;

    public required int Instances { get; init; }

    public required int CallsPerMinute { get; init; }

    public required int Users { get; init; }

    /// <summary>Users who failed once.</summary>
    public required int Failing { get; init; }

    /// <summary>Calls of first tries.</summary>
    public required int FirstCalls { get; init; }

    /// <summary>Calls of second tries.</summary>
    public required int RetryCalls { get; init; }

    public required int UsersOfRetryCalls { get; init; }

    /// <summary>From the first call to the first of the second tries.</summary>
    public required double SecondsToFirstRetry { get; init; }

    public required double SecondsToLastRetry { get; init; }

    /// <summary>By the ledger.</summary>
    public required int Accepted { get; init; }

    /// <summary>By the far side.</summary>
    public required int Told { get; init; }

    public required int ToldTwice { get; init; }

    /// <summary>Calls that are needed when all are full.</summary>
    public int Needed => (Failing + Broadcast.UsersPerCall - 1) / Broadcast.UsersPerCall;

    private int Most => Math.Max((int)(Needed * MostOverNeeded), Needed + LeastOverNeeded);

    public IReadOnlyList<Figure> Figures() =>
    [
        Figure.Told("hosts", Instances),
        Figure.Told("limit, calls per minute", CallsPerMinute),
        Figure.Told("users", Users),
        Figure.Told("calls of first tries", FirstCalls),
        Figure.Told("users who failed once", Failing),
        Figure.Told("calls that these need", Needed),
        Figure.AtMost("calls of the first retry round", RetryCalls, Most),
        Figure.Exactly("users in them", UsersOfRetryCalls, Failing),
        Figure.Told("seconds from the first call to the first retry", SecondsToFirstRetry, "0.0"),
        Figure.Told("to the last", SecondsToLastRetry, "0.0"),
        Figure.Exactly("users accepted, by the ledger", Accepted, Users),
        Figure.Exactly("users told, by the far side", Told, Users),
        Figure.Exactly("users told twice", ToldTwice, 0),
    ];
}
