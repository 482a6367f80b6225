using PushFunctions.Expand;
using PushFunctions.Storage;

namespace PushFunctions.Preview;

/// <summary>
/// One way to reach those whom labels choose, or everyone, and what it would take; what is not known, or of a way that
/// is not open, is absent.
/// </summary>
/// <param name="Via"><c>users</c>, <c>labels</c> or <c>everyone</c>.</param>
/// <param name="Chosen">Whether the push goes this way.</param>
/// <param name="Why">Why it does or does not, what differs, or why something is not known.</param>
public sealed record WayView(string Via, bool Chosen, string Why)
{
    public const string Users = "users";

    /// <summary>Users; absent where the push service alone counts them.</summary>
    public int? Targets { get; init; }

    public MemberPrecision? TargetsAre { get; init; }

    public int? Calls { get; init; }

    /// <summary>When the last call should be made.</summary>
    public DateTimeOffset? ExpectedFinish { get; init; }

    /// <summary>From the beginning of the push until then.</summary>
    public double? ExpectedSeconds { get; init; }

    public int? StorageOperations { get; init; }

    public BudgetView? Budget { get; init; }

    public TaskPlacesView? Places { get; init; }

    /// <summary>With what it would take.</summary>
    internal WayView With(WayCost cost, PushRow draft, DateTimeOffset now)
    {
        var begins = draft.Begins > now ? draft.Begins : now;
        return this with
        {
            Calls = cost.Calls,
            ExpectedFinish = cost.ExpectedFinish,
            ExpectedSeconds = Math.Max(0, Math.Round((cost.ExpectedFinish - begins).TotalSeconds, 1)),
            StorageOperations = cost.StorageOperations,
            Budget = cost.Budget,
            Places = cost.Places,
        };
    }
}
