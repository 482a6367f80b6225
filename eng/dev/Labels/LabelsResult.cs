using PushFunctions.Dev.Load;

namespace PushFunctions.Dev.Labels;

/// <summary>What syncs of labels took.</summary>
internal sealed record LabelsResult
{
    /// <summary>The far side's limit for labels.</summary>
    private const int CallsPerSecond = 100;

    private const int UsersPerCall = 100;
    private const double MostOverFloor = 1.4;
    private const double MostOverPages = 1.1;
    private const double MostMegabytes = 32;

    /// <summary>Members of the label that was synced for the first time.</summary>
    public required int Members { get; init; }

    /// <summary>What it takes to write so many rows, a hundred at a time, and nothing else.</summary>
    public required double BareSeconds { get; init; }

    public required double FirstSeconds { get; init; }

    public required int FirstCalls { get; init; }

    public required double FirstMegabytes { get; init; }

    public required int Labels { get; init; }

    /// <summary>Members of each label who came or went.</summary>
    public required int Changed { get; init; }

    public required double ChangedSeconds { get; init; }

    public required int ChangedCalls { get; init; }

    /// <summary>Of both tables of members, a thousand rows each.</summary>
    public required int Pages { get; init; }

    public required int ChangedReads { get; init; }

    public required double ChangedMegabytes { get; init; }

    public required double UnchangedSeconds { get; init; }

    public required int UnchangedCalls { get; init; }

    /// <summary>Calls that the far side refused as too fast.</summary>
    public required int TooFast { get; init; }

    private double Floor => (double)Members / UsersPerCall / CallsPerSecond;

    public IReadOnlyList<Figure> Figures() =>
    [
        Figure.Told("members of a label, synced for the first time", Members),
        Figure.Told("seconds that the limit sets", Floor, "0.0"),
        Figure.Told("seconds that its rows take bare", BareSeconds, "0.0"),
        Figure.AtMost("seconds of the first sync", FirstSeconds, MostOverFloor * (Floor + BareSeconds), "0.0"),
        Figure.Told("over what limit and rows set", FirstSeconds / (Floor + BareSeconds), "0.00"),
        Figure.Exactly("calls, with the one that creates it", FirstCalls, Members / UsersPerCall + 1),
        Figure.AtMost("megabytes grown during it", FirstMegabytes, MostMegabytes),
        Figure.Told("labels", Labels),
        Figure.Told("members of each who came or went", Changed),
        Figure.Exactly("calls of a sync of these", ChangedCalls, 2L * Labels),
        Figure.Told("pages of both tables", Pages),
        Figure.AtMost("reads of tables", ChangedReads, MostOverPages * Pages),
        Figure.Told("seconds", ChangedSeconds, "0.0"),
        Figure.AtMost("megabytes grown during it", ChangedMegabytes, MostMegabytes),
        Figure.Exactly("calls when nothing has changed", UnchangedCalls, 0),
        Figure.Told("seconds of it", UnchangedSeconds, "0.0"),
        Figure.Exactly("calls refused as too fast", TooFast, 0),
    ];
}
