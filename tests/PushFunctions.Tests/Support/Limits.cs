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

    /// <summary>A store of a process of its own over a table of budgets.</summary>
    public static BudgetStore Store(
        MemoryTable table, TimeProvider time, params (string Name, string Value)[] settings) =>
        new(Memory.Clients(budgets: table), Settings(settings), time);

    /// <summary>A budget whose slots lie 50 ms apart.</summary>
    public static Budget EveryFiftyMs(BudgetRow row) => new(
        row, new() { Limit = new(CallsPerMinute: 1_206), Tolerance = TimeSpan.FromMilliseconds(99) });

    /// <summary>What the documents say of a budget.</summary>
    public static BudgetRate Of(string budget) => DocumentedBudgets.Of(BudgetPreset.Agora, budget).Rate;

    public static BudgetRate PerMinute(int calls) => new BudgetTerms { Limit = new(CallsPerMinute: calls) }.Rate;

    public static BudgetRate PerSecond(int calls) => new BudgetTerms { Limit = new(CallsPerSecond: calls) }.Rate;
}
