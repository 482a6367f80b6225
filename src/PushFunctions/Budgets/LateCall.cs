namespace PushFunctions.Budgets;

/// <summary>A call that left later than its slot allows.</summary>
public readonly record struct LateCall(Slot Slot, DateTimeOffset LeftAt);
