using System.Text.RegularExpressions;

namespace PushFunctions.LocalHost;

/// <summary>What the instances of one app have in common: their timers share locks under it.</summary>
internal static partial class HostId
{
    /// <summary>The id of hosts that are given none.</summary>
    public const string Default = "local-host";

    private const string Setting = "AzureFunctionsWebHost__hostid";

    public static string Read(IConfiguration settings, StartErrors errors)
    {
        var id = settings[Setting.Replace("__", ":", StringComparison.Ordinal)];
        if (string.IsNullOrEmpty(id))
            return Default;
        if (!Allowed().IsMatch(id))
        {
            errors.Add($"{Setting} is '{id}'; allowed are 1 to 32 lower-case letters, digits and single dashes, " +
                "no dash first or last.");
        }
        return id;
    }

    [GeneratedRegex(@"\A(?=.{1,32}\z)[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex Allowed();
}
