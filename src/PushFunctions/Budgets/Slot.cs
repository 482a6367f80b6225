namespace PushFunctions.Budgets;

/// <summary>The reserved moment at which one call may be made.</summary>
/// <param name="Epoch">The budget's epoch when it was reserved.</param>
public readonly record struct Slot(DateTimeOffset At, int Epoch);
