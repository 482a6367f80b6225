namespace PushFunctions.Budgets;

/// <summary>What is added to a window, so that calls that come at other times than planned never exceed it.</summary>
/// <param name="Tolerance">How late a call may begin after its slot.</param>
/// <param name="Network">By how much the way to the far side may differ between calls.</param>
/// <param name="Clock">By how much the clocks of two instances may differ.</param>
public sealed record BudgetAllowances(TimeSpan Tolerance, TimeSpan Network, TimeSpan Clock)
{
    /// <summary>What is usual for a window of a second: those of a minute would take a quarter of it.</summary>
    public static readonly BudgetAllowances OfSecond = Milliseconds(20, 30, 50);

    /// <summary>What is usual for longer windows.</summary>
    public static readonly BudgetAllowances OfMinute = Milliseconds(100, 100, 100);

    public TimeSpan Sum => Tolerance + Network + Clock;

    private static BudgetAllowances Milliseconds(int tolerance, int network, int clock) => new(
        TimeSpan.FromMilliseconds(tolerance), TimeSpan.FromMilliseconds(network), TimeSpan.FromMilliseconds(clock));
}
