using Microsoft.Extensions.Configuration;

namespace PushFunctions.Budgets;

/// <summary>
/// The settings of budgets in one place, for all apps or for one. A word that is not known is a problem: a limit that
/// is misspelt would be one that does not hold.
/// </summary>
internal sealed class BudgetSection
{
    private const string PresetName = "Preset";

    private static readonly string Presets =
        string.Join(", ", Enum.GetNames<BudgetPreset>().Select(name => char.ToLowerInvariant(name[0]) + name[1..]));

    private readonly List<string> _problems = [];
    private readonly Dictionary<string, BudgetOptions> _budgets = new(StringComparer.OrdinalIgnoreCase);

    public BudgetSection(IConfigurationSection section)
    {
        foreach (var child in section.GetChildren())
        {
            if (Is(child.Key, PresetName)) ReadPreset(child);
            else if (BudgetNames.All.FirstOrDefault(budget => Is(child.Key, budget)) is { } budget) Read(child, budget);
            else AddUnknown(child, [PresetName, .. BudgetNames.All]);
        }
    }

    /// <summary>Null: none is set.</summary>
    public BudgetPreset? Preset { get; private set; }

    public IReadOnlyList<string> Problems => _problems;

    public BudgetOptions Find(string budget) => _budgets.GetValueOrDefault(budget) ?? new();

    private void ReadPreset(IConfigurationSection setting)
    {
        // By name only: a number would be taken for one otherwise.
        if (Enum.GetNames<BudgetPreset>().FirstOrDefault(name => Is(name, setting.Value ?? "")) is { } known)
            Preset = Enum.Parse<BudgetPreset>(known);
        else
            _problems.Add($"The setting {NameOf(setting)} is '{setting.Value}'. It must be one of: {Presets}.");
    }

    private void Read(IConfigurationSection section, string budget)
    {
        var known = BudgetOptions.NamesOf(budget);
        foreach (var setting in section.GetChildren().Where(setting => !known.Any(name => Is(name, setting.Key))))
            AddUnknown(setting, known);
        var options = new BudgetOptions();
        section.Bind(options);
        _budgets[budget] = options;
        var place = section.Path[..section.Path.LastIndexOf(':')];
        var result = new SettingsValidator<BudgetOptions>(place).Validate(budget, options);
        _problems.AddRange(result.Failures ?? []);
    }

    private void AddUnknown(IConfigurationSection setting, IEnumerable<string> known) =>
        _problems.Add($"The setting {NameOf(setting)} is not known; known are {string.Join(", ", known)}.");

    private static string NameOf(IConfigurationSection setting) =>
        setting.Path.Replace(":", "__", StringComparison.Ordinal);

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
