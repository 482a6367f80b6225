using System.Text.RegularExpressions;
using AgoraChat.Push;
using Microsoft.Extensions.Configuration;

namespace PushFunctions.Settle;

/// <summary>
/// The rules in the settings, under <c>Outcomes</c>. A word that is not known is a problem: a rule that lacks what was
/// misspelt would cover more than it should.
/// </summary>
internal sealed partial class OutcomeSection
{
    private const string List = nameof(OutcomeOptions.Rules);

    private static readonly IReadOnlyList<string> Known =
        [.. typeof(OutcomeRuleOptions).GetProperties().Select(property => property.Name)];

    private static readonly IReadOnlyList<string> Statuses =
        [.. Enum.GetValues<PushStatus>().Select(OutcomeRule.WordOf)];

    private static readonly IReadOnlyList<Verdict> OfUsers =
        [Verdict.Accepted, Verdict.Failed, Verdict.Retry, Verdict.Unknown];

    private static readonly IReadOnlyList<Verdict> OfCalls =
        [.. Enum.GetValues<Verdict>().Where(verdict => verdict != Verdict.Accepted)];

    private readonly List<string> _problems = [];
    private readonly List<OutcomeRule> _rules = [];

    public OutcomeSection(IConfigurationSection section)
    {
        foreach (var child in section.GetChildren())
        {
            if (!Is(child.Key, List))
            {
                AddUnknown(child, [List]);
                continue;
            }

            foreach (var rule in child.GetChildren()) Read(rule);
        }
    }

    public IReadOnlyList<string> Problems => _problems;

    public IReadOnlyList<OutcomeRule> Rules => _rules;

    private void Read(IConfigurationSection section)
    {
        foreach (var setting in section.GetChildren().Where(setting => !Known.Any(name => Is(name, setting.Key))))
            AddUnknown(setting, Known);
        var options = new OutcomeRuleOptions();
        section.Bind(options);
        var before = _problems.Count;
        CheckParts(section, options);
        var becomes = ReadBecomes(section, options);
        if (_problems.Count > before || becomes is not { } verdict) return;
        _rules.Add(new()
        {
            Status = options.Status,
            Description = options.Description,
            HttpStatus = options.HttpStatus,
            Error = options.Error,
            Becomes = verdict,
        });
    }

    private void CheckParts(IConfigurationSection section, OutcomeRuleOptions rule)
    {
        if (rule.Status is null && rule.HttpStatus is null && rule.Error is null)
        {
            _problems.Add(
                $"The rule {NameOf(section)} has none of {nameof(rule.Status)}, {nameof(rule.HttpStatus)} and "
                + $"{nameof(rule.Error)}. A rule for what is said of a user has the first, one for a whole call "
                + "one or both of the others.");
        }

        if (rule.Status is not null && (rule.HttpStatus ?? rule.Error) is not null)
        {
            _problems.Add(
                $"The rule {NameOf(section)} has {nameof(rule.Status)} '{rule.Status}' and {nameof(rule.HttpStatus)} "
                + $"or {nameof(rule.Error)}. It must be a rule for what is said of a user, or one for a whole call.");
        }

        if (rule.Status is { } status && !Statuses.Any(word => Is(word, status)))
            AddBad(section, nameof(rule.Status), status, $"It must be one of: {string.Join(", ", Statuses)}.");
        if (rule.HttpStatus is { } http && !HttpStatus().IsMatch(http))
            AddBad(section, nameof(rule.HttpStatus), http, "It must be a status such as 503, or 5* or 50*.");
    }

    private Verdict? ReadBecomes(IConfigurationSection section, OutcomeRuleOptions rule)
    {
        var allowed = rule.Status is null ? OfCalls : OfUsers;
        foreach (var verdict in allowed.Where(verdict => Is(verdict.ToString(), rule.Becomes ?? ""))) return verdict;
        var words = string.Join(", ", allowed.Select(verdict => verdict.ToString().ToLowerInvariant()));
        AddBad(section, nameof(rule.Becomes), rule.Becomes, $"It must be one of: {words}.");
        return null;
    }

    private void AddBad(IConfigurationSection section, string member, string? value, string allowed) =>
        _problems.Add($"The setting {NameOf(section)}__{member} is '{value}'. {allowed}");

    private void AddUnknown(IConfigurationSection setting, IEnumerable<string> known) =>
        _problems.Add($"The setting {NameOf(setting)} is not known; known are {string.Join(", ", known)}.");

    private static string NameOf(IConfigurationSection setting) =>
        setting.Path.Replace(":", "__", StringComparison.Ordinal);

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^[1-5](\d\d|\d?\*)$")]
    private static partial Regex HttpStatus();
}
