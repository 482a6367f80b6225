using System.Text.RegularExpressions;
using PushFunctions.Dev.Stack;

namespace PushFunctions.Dev.Doctor;

/// <summary>The settings that README's table names, which a test holds against the app, and the platform's own.</summary>
internal static partial class KnownSettings
{
    private static readonly string[] Platform =
    [
        "FUNCTIONS_", "AzureWebJobs", "AzureFunctions", "APPLICATIONINSIGHTS_", "OTEL_", "Logging__", "WEBSITE_",
        "ASPNETCORE_", "DOTNET_", "languageWorkers__",
    ];

    private static readonly IReadOnlyList<Regex> Patterns =
    [
        .. from line in File.ReadLines(RepositoryRoot.Below("README.md"))
           where line.StartsWith("| `", StringComparison.Ordinal)
           from Match name in Name().Matches(line.Split('|')[1])
           select PatternOf(name.Groups["name"].Value),
    ];

    /// <summary>Whether anything reads the setting; written with <c>__</c> or <c>:</c>.</summary>
    public static bool Contains(string setting)
    {
        var name = setting.Replace(":", "__", StringComparison.Ordinal);
        return Platform.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            || Patterns.Any(pattern => pattern.IsMatch(name));
    }

    /// <summary><c>{app}</c> stands for a name, a number at the end for any, <c>…</c> for the rest.</summary>
    private static Regex PatternOf(string name)
    {
        var named = Placeholder().Replace(Regex.Escape(name), ".+?").Replace("…", ".+", StringComparison.Ordinal);
        return new($"^{Index().Replace(named, "__[0-9]+")}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"\\\{[^}]+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("__[0-9]+$")]
    private static partial Regex Index();
}
