using System.ComponentModel.DataAnnotations;

namespace PushFunctions.Budgets;

/// <summary>
/// How calls to one endpoint are paced. Bound from <c>Budgets:{budget}</c> and, for one app,
/// <c>Agora:Apps:{app}:Budgets:{budget}</c>; checked at start. What is not set is as the preset says.
/// </summary>
public sealed class BudgetOptions
{
    public const string Section = "Budgets";

    /// <summary>Calls in any second for the whole app key, over all instances. 1 to 10,000.</summary>
    [Range(1, BudgetLimit.MostPerSecond)]
    public int? CallsPerSecond { get; set; }

    /// <summary>Calls in any minute. 1 to 1,000,000. Whatever is set of the three is the whole limit.</summary>
    [Range(1, BudgetLimit.MostPerMinute)]
    public int? CallsPerMinute { get; set; }

    /// <summary>Calls from midnight to midnight, UTC. 1 to 100,000,000.</summary>
    [Range(1, BudgetLimit.MostPerDay)]
    public int? CallsPerDay { get; set; }

    /// <summary>
    /// How late a call may begin after its slot. 1 ms to 1 s; default 100 ms, of a limit per second 20 ms.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:01")]
    public TimeSpan? Tolerance { get; set; }

    /// <summary>
    /// By how much the way to the far side may differ between calls. 0 to 1 s; default 100 ms, of a limit per second
    /// 30 ms.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01")]
    public TimeSpan? NetworkAllowance { get; set; }

    /// <summary>
    /// By how much the clocks of two instances may differ. 0 to 1 s; default 100 ms, of a limit per second 50 ms.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01")]
    public TimeSpan? ClockAllowance { get; set; }

    /// <summary>Of <c>Tasks</c>: how many may run at the same time. 1 to 100; default 3.</summary>
    [Range(1, 100)]
    public int? Places { get; set; }

    /// <summary>Of <c>Tasks</c>: how long a task is taken to run. 1 to 3,600; default 300.</summary>
    [Range(1, 3_600)]
    public int? HoldSeconds { get; set; }

    /// <summary>What is set of the limit.</summary>
    internal BudgetLimit Limit => new(CallsPerSecond, CallsPerMinute, CallsPerDay);

    /// <summary>The settings that a budget has.</summary>
    public static IReadOnlyList<string> NamesOf(string budget) => budget == BudgetNames.Tasks
        ? [nameof(Places), nameof(HoldSeconds)]
        :
        [
            nameof(CallsPerSecond), nameof(CallsPerMinute), nameof(CallsPerDay),
            nameof(Tolerance), nameof(NetworkAllowance), nameof(ClockAllowance),
        ];
}
