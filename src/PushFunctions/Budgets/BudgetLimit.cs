namespace PushFunctions.Budgets;

/// <summary>How many calls the far side takes; all that are set hold, and none of them means no limit.</summary>
/// <param name="CallsPerSecond">In any second.</param>
/// <param name="CallsPerMinute">In any 60 seconds.</param>
/// <param name="CallsPerDay">From midnight to midnight, UTC.</param>
public sealed record BudgetLimit(int? CallsPerSecond = null, int? CallsPerMinute = null, int? CallsPerDay = null)
{
    /// <summary>The greatest limit per second.</summary>
    public const int MostPerSecond = 10_000;

    /// <summary>The greatest limit per minute.</summary>
    public const int MostPerMinute = 1_000_000;

    /// <summary>The greatest limit per day.</summary>
    public const int MostPerDay = 100_000_000;

    public static BudgetLimit None { get; } = new();

    public bool IsNone => this == None;

    /// <summary>The longest stretch of time, but for days, in which calls are counted.</summary>
    public TimeSpan Window =>
        CallsPerSecond is null || CallsPerMinute is not null ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(1);

    /// <summary>Calls in a minute that it amounts to, by its seconds and minutes.</summary>
    public int RatePerMinute =>
        Math.Min((CallsPerSecond ?? MostPerSecond) * 60, CallsPerMinute ?? int.MaxValue);
}
