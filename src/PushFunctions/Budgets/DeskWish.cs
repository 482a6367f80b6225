namespace PushFunctions.Budgets;

/// <summary>Slots that a desk wants to reserve.</summary>
/// <param name="Calls">Calls that wait and have none.</param>
/// <param name="Unfed">Slots, of these or of earlier ones, that no dispatcher counted.</param>
/// <param name="Epoch">The epoch that the desk knows.</param>
/// <param name="FedWorkLacksSince">Since when fed calls wait for more slots than there are; null: they do not.</param>
/// <param name="Late">Calls that left late, behind which room is to be made.</param>
public sealed record DeskWish(
    int Calls, int Unfed, int Epoch, DateTimeOffset? FedWorkLacksSince, IReadOnlyList<LateCall> Late)
{
    /// <summary>How far ahead slots are reserved; half of that at a time.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromSeconds(0.6);

    /// <summary>Takes them from a budget, as many as may be taken now.</summary>
    public DeskReservation TakeFrom(Budget budget, DateTimeOffset now)
    {
        // A row that somebody has removed begins anew; slots of an epoch gone by would never be used here.
        budget.Row.Epoch += Math.Max(0, Epoch - budget.Epoch);
        var late = Late.Count(call => LateCalls.MakeRoom(budget, now, call));
        var spacing = budget.SpacingAt(now);
        var count = (int)Math.Min(Math.Max(Math.Ceiling(Horizon / 2 / spacing), 1), Calls);
        var slots = BudgetArithmetic.Reserve(budget, now, count, Unfed, now + Horizon, FedWorkLacksSince);
        var next = BudgetArithmetic.FirstFree(budget, now, TimeSpan.Zero);
        return new(budget.Epoch, next, spacing, budget.Tolerance, slots) { LateCalls = late };
    }
}

/// <summary>What a desk was given.</summary>
/// <param name="Epoch">The budget's epoch.</param>
/// <param name="Next">The next moment that is free.</param>
/// <param name="Spacing">Time between slots.</param>
/// <param name="Tolerance">How late a call may begin after its slot.</param>
/// <param name="Slots">The slots; none while the next one lies too far ahead.</param>
public sealed record DeskReservation(
    int Epoch, DateTimeOffset Next, TimeSpan Spacing, TimeSpan Tolerance, IReadOnlyList<DateTimeOffset> Slots)
{
    /// <summary>Calls behind which room was made.</summary>
    public int LateCalls { get; init; }

    /// <summary>Whether the budget was changed for it.</summary>
    public bool IsChange => Slots.Count > 0 || LateCalls > 0;
}
