using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PushFunctions.EndToEnd.Tests.Dev;

/// <summary>Tests that start processes run one after the other; and what they ask about processes.</summary>
[CollectionDefinition(nameof(Processes))]
public sealed class Processes
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    public static bool Runs(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Waits until none of the processes runs, and says how long that took.</summary>
    public static async Task<TimeSpan> GoneAsync(IReadOnlyCollection<int> processIds, TimeSpan within)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (processIds.Where(Runs).ToList() is { Count: > 0 } left)
        {
            var waited = TimeProvider.System.GetElapsedTime(began);
            Assert.True(waited < within, $"{left.Count} processes still run after {waited.TotalSeconds:0.0} s.");
            await Task.Delay(Look, TimeProvider.System);
        }

        return TimeProvider.System.GetElapsedTime(began);
    }

    /// <summary>Sends SIGKILL: a crash that nobody can clean up after.</summary>
    public static void Kill(int processId)
    {
        using var process = Process.GetProcessById(processId);
        process.Kill();
    }

    /// <summary>Sends SIGTERM.</summary>
    public static void Terminate(int processId) => Assert.Equal(0, Send(processId, 15));

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Send(int processId, int signal);
}
