using PushFunctions.Budgets;

namespace PushFunctions.Status;

/// <summary>A budget as <c>GET /api/budgets/{budget}</c> shows it.</summary>
public sealed record BudgetState
{
    public required string Budget { get; init; }

    public required string App { get; init; }

    public required LimitView Limit { get; init; }

    /// <summary><c>setting</c> or <c>put</c>.</summary>
    public required string Source { get; init; }

    /// <summary>
    /// What is used of the limit at most: less than all of it by the allowances, and by what the far side refused.
    /// </summary>
    public double? EffectiveCallsPerMinute { get; init; }

    /// <summary>Slots of the last minute, or of the last second where the limit counts only those.</summary>
    public int? UsedInLastWindow { get; init; }

    public int? LeftToday { get; init; }

    /// <summary>While the far side has refused a call as too fast.</summary>
    public DateTimeOffset? HeldBackUntil { get; init; }

    /// <summary>How much work of broadcasts lies ahead, on its way to be called.</summary>
    public double? FeedAheadSeconds { get; init; }

    public PlacesView? Places { get; init; }

    public static BudgetState Of(BudgetKey key, Budget budget, DateTimeOffset now)
    {
        var state = new BudgetState
        {
            Budget = key.Budget,
            App = key.App,
            Limit = new(budget.Limit.CallsPerSecond, budget.Limit.CallsPerMinute, budget.Limit.CallsPerDay),
            Source = budget.Row.PutLimit.IsNone ? "setting" : "put",
        };
        if (budget.Terms.Places > 0)
        {
            var (terms, taken) = (budget.Terms, Budgets.Places.Taken(budget, now));
            return state with { Places = new(taken, terms.Places, (int)terms.HoldTime.TotalSeconds) };
        }

        var row = budget.Row;
        var isHeld = row.HeldUntil > now;
        var ahead = row.Feed > now ? row.Feed - now : TimeSpan.Zero;
        return state with
        {
            EffectiveCallsPerMinute =
                budget.Limit.IsNone ? null : Math.Round(TimeSpan.FromMinutes(1) / budget.SpacingAt(now), 1),
            UsedInLastWindow = (int)Math.Round(RecentUse.Of(row, budget.Limit.Window).Until(now)),
            LeftToday = DayBookings.AreOf(key.Budget) ? DayBookings.LeftOn(budget, now)
                : budget.Limit.CallsPerDay is { } day ? Math.Max(0, day - DayUse.UsedOn(row, now))
                : null,
            HeldBackUntil = isHeld ? row.HeldUntil : null,
            FeedAheadSeconds = Math.Round(ahead.TotalSeconds, 1),
        };
    }
}

/// <summary>How many calls may be made; what is absent does not limit.</summary>
public sealed record LimitView(int? CallsPerSecond, int? CallsPerMinute, int? CallsPerDay);

/// <summary>Places of tasks.</summary>
/// <param name="HoldSeconds">How long one is taken.</param>
public sealed record PlacesView(int Taken, int Limit, int HoldSeconds);
