using System.Diagnostics;

namespace PushFunctions.Dev.Stack;

/// <summary>Ends what this process started when this process is killed and cannot do so itself.</summary>
/// <remarks>
/// A small shell holds the other end of a pipe that closes with this process, however it ends, and knows the
/// children that run. It ignores the terminal's Ctrl-C, which every process of the group gets.
/// </remarks>
internal static class Undertaker
{
    private const string Script = """
        exec >/dev/null 2>&1
        trap '' INT TERM HUP
        alive=' '
        while read -r change id; do
          case $change in
            born) alive="$alive$id " ;;
            died) alive=$(printf %s "$alive" | sed "s/ $id / /") ;;
          esac
        done
        for id in $alive; do kill -INT "$id"; done
        for wait in 1 2 3 4 5 6; do
          kill -0 $alive || break
          sleep 0.5
        done
        for id in $alive; do kill -KILL "$id"; done
        """;

    private static readonly Lock Gate = new();
    private static Process? shell;

    public static void Born(int processId) => Tell($"born {processId}");

    public static void Died(int processId) => Tell($"died {processId}");

    private static void Tell(string line)
    {
        lock (Gate)
        {
            shell ??= Open();
            try
            {
                shell.StandardInput.WriteLine(line);
            }
            catch (IOException)
            {
                // Somebody killed the shell: the next child gets a new one.
                shell = null;
            }
        }
    }

    private static Process Open()
    {
        var start = new ProcessStartInfo("sh") { RedirectStandardInput = true, UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(Script);
        var process = Process.Start(start) ?? throw new StackException("The shell `sh` did not start.");
        process.StandardInput.AutoFlush = true;
        return process;
    }
}
