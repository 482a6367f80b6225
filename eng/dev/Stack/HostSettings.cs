using System.Text.Json;
using System.Text.RegularExpressions;

namespace PushFunctions.Dev.Stack;

/// <summary>The app settings of the hosts: a settings file, and over it what the stack must decide.</summary>
internal static partial class HostSettings
{
    private const string PresetName = "Preset";

    private static readonly JsonDocumentOptions Lenient =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The developer's own <c>local.settings.json</c>, or else the example.</summary>
    public static string File { get; } =
        new[] { "local.settings.json", "local.settings.example.json" }
            .Select(name => RepositoryRoot.Below(name))
            .First(file => System.IO.File.Exists(file) || file.EndsWith("example.json", StringComparison.Ordinal));

    /// <summary>Environment variables for a host; they win over the file.</summary>
    public static IReadOnlyDictionary<string, string> Environment(LocalStackOptions options, string storage, Uri simulator)
    {
        var variables = System.Environment.GetEnvironmentVariables().Keys.Cast<string>();
        return Compose(options, storage, simulator, FileKeys().Concat(variables));
    }

    /// <param name="options">What was asked of the stack; its settings win.</param>
    /// <param name="storage">The storage's connection string.</param>
    /// <param name="simulator">The simulator's address.</param>
    /// <param name="known">The names of all settings that a host will see; they say which apps there are.</param>
    internal static IReadOnlyDictionary<string, string> Compose(
        LocalStackOptions options, string storage, Uri simulator, IEnumerable<string> known)
    {
        var settings = new Dictionary<string, string> { ["Storage"] = storage, ["AzureWebJobsStorage"] = storage };
        var names = known.ToList();
        foreach (var app in Apps(names).Append("default"))
        {
            // Every app talks to the simulator, with the simulator's credentials: a local run reaches no real user.
            settings[$"Agora__Apps__{app}__BaseUrl"] = simulator.AbsoluteUri.TrimEnd('/');
            settings[$"Agora__Apps__{app}__OrgName"] = "agora-demo";
            settings[$"Agora__Apps__{app}__AppName"] = "testapp";
            settings[$"Agora__Apps__{app}__AppId"] = "970CA35de60c44645bbae8a215061b33";
            settings[$"Agora__Apps__{app}__AppCertificate"] = "5CFd2fd1755d40ecb72977518be15d3b";
        }

        if (options.CallsPerMinute is { } callsPerMinute)
        {
            settings["Budgets__PushSingle__CallsPerMinute"] = $"{callsPerMinute}";
        }

        if (options.Preset is { } preset)
        {
            // A setting that is empty counts as not set, and so the preset's limit holds.
            foreach (var key in names.Where(name => BudgetKey().IsMatch(name)))
            {
                settings[key] = key.EndsWith(PresetName, StringComparison.Ordinal) ? $"{preset}" : "";
            }

            settings[$"Budgets__{PresetName}"] = $"{preset}";
        }

        foreach (var (key, value) in options.Settings)
        {
            settings[key] = value;
        }

        return settings;
    }

    private static IEnumerable<string> Apps(IEnumerable<string> known) =>
        known
            .Select(key => AppKey().Match(key))
            .Where(match => match.Success)
            .Select(match => match.Groups["app"].Value)
            .Distinct(StringComparer.Ordinal);

    private static List<string> FileKeys()
    {
        try
        {
            using var file = JsonDocument.Parse(System.IO.File.ReadAllText(File), Lenient);
            return file.RootElement.TryGetProperty("Values", out var values)
                ? [.. values.EnumerateObject().Select(value => value.Name)]
                : [];
        }
        catch (Exception failure) when (failure is IOException or JsonException or InvalidOperationException)
        {
            throw new StackException($"The settings file {File} cannot be read: {failure.Message}", failure);
        }
    }

    [GeneratedRegex("^Agora(__|:)Apps(__|:)(?<app>.+?)(__|:)")]
    private static partial Regex AppKey();

    [GeneratedRegex("^(Agora(__|:)Apps(__|:).+?(__|:))?Budgets(__|:)")]
    private static partial Regex BudgetKey();
}
