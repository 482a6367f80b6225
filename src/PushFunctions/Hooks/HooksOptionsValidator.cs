using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using PushFunctions.Accept;

namespace PushFunctions.Hooks;

/// <summary>
/// Checks the sources at start. A word that is not known is refused: <c>Type</c> for <c>Types</c> would let all pass.
/// </summary>
public sealed class HooksOptionsValidator(IConfiguration configuration, KnownApps apps) : IValidateOptions<HooksOptions>
{
    public ValidateOptionsResult Validate(string? name, HooksOptions options)
    {
        var sources = configuration.GetSection($"{HooksOptions.Section}:{nameof(HooksOptions.Sources)}");
        var problems = sources.GetChildren()
            .SelectMany(source => SettingWords.FindProblems(source, typeof(HookSourceOptions)))
            .ToList();
        foreach (var (source, settings) in options.Sources)
        {
            // That there is no app at all is said elsewhere, and better.
            var reader = new HookSourceReader(source, settings, app => apps.Names.Count == 0 || apps.Contains(app));
            reader.Read();
            problems.AddRange(reader.Problems);
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
