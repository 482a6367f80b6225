using System.ComponentModel;
using System.Diagnostics;

namespace PushFunctions.Dev.Doctor;

/// <summary>Disk, clock, and the tool that only the platform's own host needs.</summary>
internal static class MachineCheck
{
    private const long Gigabyte = 1L << 30;
    private static readonly TimeSpan ToolTime = TimeSpan.FromSeconds(10);

    public static Finding Disk(long free) => free switch
    {
        < Gigabyte / 4 => Finding.Fail($"the disk has {free >> 20} MB left: builds and Azurite need some hundreds. Make room."),
        < 2 * Gigabyte => Finding.Warn($"the disk has {free >> 20} MB left: large benchmarks need up to 2 GB. Make room."),
        _ => Finding.Ok($"the disk has {free / Gigabyte} GB left"),
    };

    /// <summary>A clock that is behind makes tokens and signatures that nobody takes.</summary>
    /// <param name="now">What it says.</param>
    /// <param name="built">When this was built: no earlier.</param>
    public static Finding Clock(DateTimeOffset now, DateTimeOffset built) => now < built
        ? Finding.Warn($"the clock says {now:u}, and this was built at {built:u}: set the clock.")
        : Finding.Ok($"the clock says {now:u}");

    public static async Task<Finding> CoreToolsAsync()
    {
        const string Hint = "only the platform's own host needs it (docs/local.md, On the real Functions host instead)";
        var start = new ProcessStartInfo("func", "--version") { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var patience = new CancellationTokenSource(ToolTime, TimeProvider.System);
            using var func = Process.Start(start)!;
            try
            {
                var version = (await func.StandardOutput.ReadToEndAsync(patience.Token)).Trim();
                return version.StartsWith("4.", StringComparison.Ordinal)
                    ? Finding.Ok($"Core Tools {version}")
                    : Finding.Warn($"Core Tools {version} are not version 4; {Hint}.");
            }
            catch (OperationCanceledException)
            {
                func.Kill(entireProcessTree: true);
                return Finding.Warn($"`func --version` said nothing within {ToolTime.TotalSeconds:0} s; {Hint}.");
            }
        }
        catch (Win32Exception)
        {
            return Finding.Ok($"Core Tools (`func`) are not here; {Hint}");
        }
    }
}
