namespace PushFunctions.Budgets;

/// <summary>Names one budget of one app.</summary>
public sealed record BudgetKey(string App, string Budget);
