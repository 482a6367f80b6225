using System.Collections;
using PushFunctions.Dev.Stack;

namespace PushFunctions.Dev.Doctor;

/// <summary>Tells what of this machine the stack would stumble over, all at once. The script has looked at the tools.</summary>
internal static class DoctorCommand
{
    /// <returns>0; 1 when a check has failed.</returns>
    public static async Task<int> RunAsync(CommandLine line, TextWriter output)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value);
        IReadOnlyList<Finding> findings =
        [
            .. PortCheck.Look(line.ToStackOptions(), PortHolders.Find),
            .. await SettingsCheck.LookAsync(HostSettings.File, environment),
            await MachineCheck.CoreToolsAsync(),
            MachineCheck.Disk(new DriveInfo(RepositoryRoot.Path).AvailableFreeSpace),
            MachineCheck.Clock(
                TimeProvider.System.GetUtcNow(), File.GetLastWriteTimeUtc(typeof(DoctorCommand).Assembly.Location)),
        ];
        foreach (var finding in findings)
        {
            await output.WriteLineAsync(finding.ToString());
        }

        return findings.Any(finding => finding.Level == FindingLevel.Fail) ? 1 : 0;
    }
}
