using System.Runtime.InteropServices;

namespace PushFunctions.Dev.Stack;

/// <summary>The signals that a process is asked to end with; the runtime itself can only kill.</summary>
internal static class Signals
{
    public const int Interrupt = 2;
    public const int Terminate = 15;

    /// <summary>Sends a signal; a process that is gone already is no error.</summary>
    public static void Send(int processId, int signal) => _ = Kill(processId, signal);

    /// <summary>Lets this process be interrupted, also when it was started as a background job of a script.</summary>
    /// <remarks>A shell without job control has such a job ignore SIGINT, and the runtime leaves ignored signals so.</remarks>
    public static void HeedInterrupt() => _ = SetHandler(Interrupt, handler: 0);

    [DllImport("libc", EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint SetHandler(int signal, nint handler);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
