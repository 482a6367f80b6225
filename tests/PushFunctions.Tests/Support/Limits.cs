using Microsoft.Extensions.Configuration;
using PushFunctions.Budgets;

namespace PushFunctions.Tests;

/// <summary>Limits, for tests that are about what comes of them.</summary>
internal static class Limits
{
    /// <summary>The settings as environment variables would name them.</summary>
    public static BudgetSettings Settings(params (string Name, string Value)[] settings) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(
            setting.Name.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value))).Build());

    /// <summary>What the documents say of a budget.</summary>
    public static BudgetRate Of(string budget) => DocumentedBudgets.Of(BudgetPreset.Agora, budget).Rate;

    public static BudgetRate PerMinute(int calls) => new BudgetTerms { Limit = new(CallsPerMinute: calls) }.Rate;

    public static BudgetRate PerSecond(int calls) => new BudgetTerms { Limit = new(CallsPerSecond: calls) }.Rate;
}
