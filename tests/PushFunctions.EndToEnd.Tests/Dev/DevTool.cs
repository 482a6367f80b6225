using System.Diagnostics;
using PushFunctions.Dev.Serve;
using PushFunctions.Dev.Stack;

namespace PushFunctions.EndToEnd.Tests.Dev;

/// <summary>Starts the tool behind <c>./dev</c> as a process of its own.</summary>
internal static class DevTool
{
    /// <summary>The tool with these arguments; its output is redirected.</summary>
    public static Process Start(IEnumerable<string> arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [typeof(ReadyLine).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    /// <summary>Options for ports that are free; storage needs three in a row.</summary>
    public static IReadOnlyList<string> FreePorts()
    {
        var ports = Ports.Free(2);
        var storage = Enumerable.Range(0, 50)
            .Select(_ => Ports.Free(1)[0])
            .First(port => AreFree(ports, port + 1, port + 2));
        return ["--port", $"{ports[0]}", "--simulator-port", $"{ports[1]}", "--storage-port", $"{storage}"];
    }

    private static bool AreFree(IReadOnlyList<int> taken, params IEnumerable<int> ports)
    {
        try
        {
            foreach (var port in ports)
            {
                Ports.Require(port, "--storage-port", "storage");
            }

            return !ports.Append(ports.Min() - 1).Any(taken.Contains);
        }
        catch (StackException)
        {
            return false;
        }
    }
}
