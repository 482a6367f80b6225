namespace PushFunctions.Budgets;

/// <summary>The limits that the far side's documents name.</summary>
public static class DocumentedBudgets
{
    private static readonly BudgetTerms ThreeTasks = new() { Places = 3, HoldTime = TimeSpan.FromMinutes(5) };

    public static BudgetTerms Of(BudgetPreset preset, string budget) => budget switch
    {
        BudgetNames.Tasks => ThreeTasks,
        BudgetNames.Total => preset == BudgetPreset.AgoraFree ? PerSecond(10) : new(),
        BudgetNames.PushSync => PerSecond(1),
        BudgetNames.DisplaySettings or BudgetNames.Notifications or BudgetNames.Language => PerSecond(100),
        // Of many users at once, the slowest of its calls.
        BudgetNames.Presence => PerSecond(50),
        _ => preset == BudgetPreset.Easemob ? OfEasemob(budget) : OfAgora(budget),
    };

    private static BudgetTerms OfAgora(string budget) => budget switch
    {
        BudgetNames.PushToEveryone => new() { Limit = new(CallsPerMinute: 5, CallsPerDay: 100) },
        BudgetNames.Labels or BudgetNames.Templates => PerSecond(100),
        _ => new() { Limit = new(CallsPerMinute: 1_200) },
    };

    private static BudgetTerms OfEasemob(string budget) => PerSecond(budget == BudgetNames.PushToEveryone ? 1 : 10);

    private static BudgetTerms PerSecond(int calls) => new() { Limit = new(CallsPerSecond: calls) };
}
