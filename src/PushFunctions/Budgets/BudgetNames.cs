namespace PushFunctions.Budgets;

/// <summary>The budgets: row keys, names of settings, words in answers.</summary>
public static class BudgetNames
{
    /// <summary>Calls to <c>push/single</c>.</summary>
    public const string PushSingle = "PushSingle";

    /// <summary>Calls to <c>push/sync</c>, for senders who wait for the answer.</summary>
    public const string PushSync = "PushSync";

    public static IReadOnlyList<string> All { get; } = [PushSingle, PushSync];
}
