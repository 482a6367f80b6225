using System.Text.RegularExpressions;

namespace PushFunctions.LocalHost;

/// <summary>Puts settings in the place of their <c>%NAME%</c> in what an attribute says.</summary>
internal sealed partial class SettingNames(IConfiguration settings, StartErrors errors)
{
    /// <summary>Expands; a setting that is missing is an error of the start, and stays as it is written.</summary>
    public string Expand(string text, string function) => Name().Replace(text, match =>
    {
        var name = match.Groups[1].Value;
        if (settings[name.Replace("__", ":", StringComparison.Ordinal)] is { Length: > 0 } value)
            return value;
        errors.Add($"Function '{function}' uses the setting '{name}', which is missing or empty: set {name}.");
        return match.Value;
    });

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Name();
}
