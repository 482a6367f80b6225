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

    public ValidateOptionsResult Validate(string? name, HooksOptions options)
    {
        var problems = Unknown().ToList();
        foreach (var (source, settings) in options.Sources)
        {
            var reader = new HookSourceReader(source, settings, apps.Contains);
            reader.Read();
            problems.AddRange(reader.Problems);
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Unknown() =>
        from source in configuration.GetSection($"{HooksOptions.Section}:{nameof(HooksOptions.Sources)}").GetChildren()
        from setting in source.GetChildren()
        where !Known.Contains(setting.Key, StringComparer.OrdinalIgnoreCase)
        select $"The setting {setting.Path.Replace(":", "__", StringComparison.Ordinal)} is not known; known are "
            + $"{string.Join(", ", Known)}.";
}
