using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using PushFunctions.Accept;

namespace PushFunctions.Hooks;

/// <summary>
/// Checks the sources at start. A word that is not known is refused: <c>Type</c> for <c>Types</c> would let all pass.
/// </summary>
public sealed class HooksOptionsValidator(IConfiguration configuration, KnownApps apps) : IValidateOptions<HooksOptions>
{
    private static readonly IReadOnlyList<string> Known =
        [.. typeof(HookSourceOptions).GetProperties().Select(property => property.Name)];

    private static readonly IReadOnlyList<string> Lists =
        [nameof(HookSourceOptions.Secrets), nameof(HookSourceOptions.Types), nameof(HookSourceOptions.Origins)];

    public ValidateOptionsResult Validate(string? name, HooksOptions options)
    {
        var problems = Unknown().ToList();
        foreach (var (source, settings) in options.Sources)
        {
            // That there is no app at all is said elsewhere, and better.
            var reader = new HookSourceReader(source, settings, app => apps.Names.Count == 0 || apps.Contains(app));
            reader.Read();
            problems.AddRange(reader.Problems);
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Unknown()
    {
        var sources = configuration.GetSection($"{HooksOptions.Section}:{nameof(HooksOptions.Sources)}").GetChildren();
        foreach (var setting in sources.SelectMany(source => source.GetChildren()))
        {
            var name = setting.Path.Replace(":", "__", StringComparison.Ordinal);
            if (!Known.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
                yield return $"The setting {name} is not known; known are {string.Join(", ", Known)}.";
            else if (setting.Value is not null && Lists.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
                yield return $"The setting {name} is a list; name its items {name}__0, {name}__1 and so on.";
        }
    }
}
