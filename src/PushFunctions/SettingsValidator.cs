using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.Extensions.Options;

namespace PushFunctions;

/// <summary>
/// Checks options at start by their annotations; what is wrong is said with the setting's name, value and range.
/// </summary>
/// <param name="section">Where the options are bound from; the name of named options is put behind it.</param>
public sealed class SettingsValidator<TOptions>(string section) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var results = new List<ValidationResult>();
        if (Validator.TryValidateObject(options, new(options), results, validateAllProperties: true))
            return ValidateOptionsResult.Success;
        var prefix = (string.IsNullOrEmpty(name) ? section : $"{section}:{name}")
            .Replace(":", "__", StringComparison.Ordinal);
        return ValidateOptionsResult.Fail(results.Select(result => Message(prefix, options, result)));
    }

    /// <summary>The value of a member or, of a list (<c>Delays:1</c>), of one of its items.</summary>
    private static object? Value(TOptions options, string member)
    {
        var parts = member.Split(':');
        var value = typeof(TOptions).GetProperty(parts[0])?.GetValue(options);
        return value is not IList list ? value
            : parts.Length > 1 ? list[int.Parse(parts[1], CultureInfo.InvariantCulture)]
            : $"a list of {list.Count}";
    }

    private static string Message(string prefix, TOptions options, ValidationResult result)
    {
        var member = result.MemberNames.FirstOrDefault();
        if (member is null) return $"{prefix}: {result.ErrorMessage}";
        // The annotations begin with a name that stands in front already.
        var rule = result.ErrorMessage?.Replace($"The field {member} must", "It must", StringComparison.Ordinal);
        var setting = $"{prefix}__{member.Replace(":", "__", StringComparison.Ordinal)}";
        return $"The setting {setting} is '{Value(options, member)}'. {rule}";
    }
}
