using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PushFunctions.EndToEnd.Tests.Dev;

/// <summary>Tests that start processes run one after the other; and what they ask about processes.</summary>
[CollectionDefinition(nameof(Processes))]
public sealed class Processes
{
    /// <summary>SIGINT, as of Ctrl-C.</summary>
    public const int Interrupt = 2;

    /// <summary>SIGTERM.</summary>
    public const int Terminate = 15;

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

    /// <summary>Sends a signal that a process may heed.</summary>
    public static void Send(int processId, int signal) => Assert.Equal(0, SendSignal(processId, signal));

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);
}
