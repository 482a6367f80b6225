using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace PushFunctions;

/// <summary>Finds settings that the binder passes over in silence.</summary>
public static class SettingWords
{
    /// <summary>
    /// A word that is not known (<c>Type</c> for <c>Types</c>), and a list that is given as one value, which would be
    /// taken for an empty one.
    /// </summary>
    /// <param name="section">The settings of one thing.</param>
    /// <param name="options">What they are bound to.</param>
    public static IEnumerable<string> FindProblems(IConfigurationSection section, Type options)
    {
        var known = options.GetProperties().Where(property => property.CanWrite).ToList();
        foreach (var setting in section.GetChildren())
        {
            var name = setting.Path.Replace(":", "__", StringComparison.Ordinal);
            var property = known.Find(one => one.Name.Equals(setting.Key, StringComparison.OrdinalIgnoreCase));
            if (property is null)
            {
                var words = string.Join(", ", known.Select(one => one.Name));
                yield return $"The setting {name} is not known; known are {words}.";
            }
            else if (setting.Value is not null && property.PropertyType == typeof(IList<string>))
            {
                yield return $"The setting {name} is a list; name its items {name}__0, {name}__1 and so on.";
            }
        }
    }
}

/// <summary>Refuses, at start, the settings of a section that the binder passes over.</summary>
public sealed class SettingWordsValidator<TOptions>(IConfigurationSection section) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var problems = SettingWords.FindProblems(section, typeof(TOptions)).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
