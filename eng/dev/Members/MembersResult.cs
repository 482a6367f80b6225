using PushFunctions.Dev.Load;

namespace PushFunctions.Dev.Members;

/// <summary>How a push to members of three large labels began, and what looking them up took.</summary>
internal sealed record MembersResult
{
    private const double MostSecondsToFirstCall = 3;

    /// <summary>However large the labels are.</summary>
    private const double MostGrowthMegabytes = 64;

    /// <summary>Users of each label; half of them are in the next one, too.</summary>
    public required int UsersPerLabel { get; init; }

    /// <summary>Who is in at least one of them.</summary>
    public required int Expected { get; init; }

    /// <summary>Users that were found.</summary>
    public required int Found { get; init; }

    /// <summary>Users of calls that were told twice.</summary>
    public required int ToldTwice { get; init; }

    /// <summary>From the <c>202</c> to the first call.</summary>
    public required double SecondsToFirstCall { get; init; }

    /// <summary>From the <c>202</c> until all are found.</summary>
    public required double SecondsToLastUser { get; init; }

    /// <summary>By how much the host's working set grew at most meanwhile.</summary>
    public required double GrowthMegabytes { get; init; }

    public IReadOnlyList<Figure> Figures() =>
    [
        Figure.Told("labels of so many users each: 3", UsersPerLabel),
        Figure.AtMost("seconds to the first call", SecondsToFirstCall, MostSecondsToFirstCall, "0.00"),
        Figure.Told("seconds until all are found", SecondsToLastUser, "0.0"),
        Figure.Exactly("users found", Found, Expected),
        Figure.Exactly("told twice", ToldTwice, 0),
        Figure.AtMost("growth of the host, MB", GrowthMegabytes, MostGrowthMegabytes, "0.0"),
    ];
}
