using System.ComponentModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace PushFunctions;

/// <summary>Finds settings that cannot be bound, or that the binder passes over in silence.</summary>
public static class SettingWords
{
    /// <exception cref="OptionsValidationException">Some setting of the section cannot be meant so.</exception>
    public static void Require<TOptions>(IConfigurationSection section)
    {
        var problems = FindProblems(section, typeof(TOptions)).ToList();
        if (problems.Count > 0) throw new OptionsValidationException(section.Path, typeof(TOptions), problems);
    }

    /// <summary>
    /// A word that is not known (<c>Type</c> for <c>Types</c>), a list that is given as one value, which would be taken
    /// for an empty one, and a text that is not of the setting's kind.
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
            else if (setting.Value is { } value && WhyNot(property.PropertyType, name, value) is { } why)
            {
                yield return why;
            }
        }
    }

    private static string? WhyNot(Type type, string name, string value) =>
        type == typeof(IList<string>) ? $"The setting {name} is a list; name its items {name}__0, {name}__1 and so on."
        : TypeDescriptor.GetConverter(type).IsValid(value) ? null
        : $"The setting {name} is '{value}', which is no {KindOf(type)}.";

    private static string KindOf(Type type) =>
        type == typeof(int) || type == typeof(long) ? "whole number"
        : type == typeof(double) ? "number like 0.2"
        : type == typeof(TimeSpan) ? "time like 00:05:00"
        : type.Name;
}
