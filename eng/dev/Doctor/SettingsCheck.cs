using PushFunctions.Dev.Stack;
using PushFunctions.LocalHost;
using PushFunctions.LocalHost.CommandLine;

namespace PushFunctions.Dev.Doctor;

/// <summary>Whether a host would start with the settings file, by the app's own checks.</summary>
internal static class SettingsCheck
{
    /// <param name="file">The file that a host reads.</param>
    /// <param name="environment">Settings that win over the file's.</param>
    public static async Task<IReadOnlyList<Finding>> LookAsync(
        string file, IReadOnlyDictionary<string, string?> environment)
    {
        var name = Path.GetFileName(file);
        IReadOnlyDictionary<string, string?> values;
        try
        {
            values = SettingsFile.Read(file);
        }
        catch (LocalHostStartException unreadable)
        {
            return [Finding.Fail(unreadable.Message)];
        }

        IReadOnlyList<Finding> found =
        [
            .. values.Keys.Where(key => !KnownSettings.Contains(key)).Select(key => Finding.Warn(
                $"{name}: nothing reads the setting {key}. Is it misspelt? README.md lists all.")),
            .. (await FaultsAsync(values, environment)).Select(fault => Finding.Fail($"{name}: {fault}")),
        ];
        return found.Count > 0 ? found : [Finding.Ok($"{name} can be used: {values.Count} settings")];
    }

    private static Task<IReadOnlyList<string>> FaultsAsync(
        IReadOnlyDictionary<string, string?> values, IReadOnlyDictionary<string, string?> environment)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in values.Concat(environment))
        {
            settings[key.Replace("__", ":", StringComparison.Ordinal)] = value;
        }

        return LocalFunctionsHost.FindFaultsAsync(new()
        {
            Assemblies = [typeof(PushFunctionsServices).Assembly],
            ConfigureServices = (services, configuration) => services.AddPushFunctions(configuration),
            Settings = settings,
            HostJson = RepositoryRoot.Below("host.json"),
        });
    }
}
