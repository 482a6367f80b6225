using PushFunctions.Dev.Stack;

namespace PushFunctions.Dev.Serve;

/// <summary>Starts the stack, says where it is, and keeps it up until it is asked to end.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(CommandLine line, EndSignal end)
    {
        var options = line.ToStackOptions() with { Log = Console.Error.WriteLine };
        await using var stack = await LocalStack.StartAsync(options, end.Token);
        var announcer = new Announcer(() => stack.AllHostsServe, () => Print(stack));
        stack.HostRestarted += _ => announcer.Restarted();
        Print(stack);
        await end.AskedAsync();
        return 0;
    }

    // One write, so that a reader never sees half a line.
    private static void Print(LocalStack stack) => Console.Out.Write(ReadyLine.Of(stack) + "\n");
}
