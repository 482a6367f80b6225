using PushFunctions.Dev.Stack;

namespace PushFunctions.Dev.Doctor;

/// <summary>Whether the ports of the stack are free, and otherwise who has them.</summary>
internal static class PortCheck
{
    /// <param name="options">Names the ports.</param>
    /// <param name="holderOf">Names the program that listens on a port; null: it cannot be told.</param>
    public static IEnumerable<Finding> Look(LocalStackOptions options, Func<int, string?> holderOf)
    {
        var ports = StackPorts.Wanted(options).ToList();
        var taken = ports.FindAll(port => Ports.IsTaken(port.Port));
        foreach (var (port, option, what) in taken)
        {
            var holder = holderOf(port) is { } name ? name : "another program";
            yield return Finding.Warn(
                $"port {port}, for {what}, is in use by {holder}: end it, or choose another port with {option} N.");
        }

        if (taken.Count < ports.Count)
        {
            yield return Finding.Ok($"ports {string.Join(", ", ports.Except(taken).Select(port => port.Port))} are free");
        }
    }
}
