using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace PushFunctions.Budgets;

/// <summary>
/// Says what holds for each budget of each app: the preset's documented limit, over it the settings for all apps, over
/// these the app's own. An app with a preset of its own starts from that, whatever limits are set for all.
/// </summary>
public sealed class BudgetSettings
{
    private readonly BudgetSection _all;
    private readonly Dictionary<string, BudgetSection> _apps;
    private readonly ConcurrentDictionary<BudgetKey, BudgetTerms> _terms = new();

    /// <exception cref="OptionsValidationException">A setting cannot be used; the message names it.</exception>
    public BudgetSettings(IConfiguration configuration)
    {
        _all = new(configuration.GetSection(BudgetOptions.Section));
        _apps = configuration.GetSection(AppsSection.Name).GetChildren().ToDictionary(
            app => app.Key, app => new BudgetSection(app.GetSection(BudgetOptions.Section)), StringComparer.Ordinal);
        var problems = _apps.Values.Prepend(_all).SelectMany(section => section.Problems).ToList();
        if (problems.Count > 0)
            throw new OptionsValidationException(BudgetOptions.Section, typeof(BudgetOptions), problems);
    }

    public BudgetTerms For(BudgetKey key) => _terms.GetOrAdd(key, Find);

    private BudgetTerms Find(BudgetKey key)
    {
        var app = _apps.GetValueOrDefault(key.App);
        var documented = DocumentedBudgets.Of(app?.Preset ?? _all.Preset ?? BudgetPreset.Agora, key.Budget);
        var terms = documented.With(_all.Find(key.Budget));
        if (app is null) return terms;
        if (app.Preset is not null) terms = terms with { Limit = documented.Limit };
        return terms.With(app.Find(key.Budget));
    }
}
