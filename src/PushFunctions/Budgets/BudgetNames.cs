namespace PushFunctions.Budgets;

/// <summary>The budgets: row keys, names of settings, words in answers.</summary>
public static class BudgetNames
{
    /// <summary>Calls to <c>push/single</c>.</summary>
    public const string PushSingle = "PushSingle";

    public static IReadOnlyList<string> All { get; } = [PushSingle];
}
