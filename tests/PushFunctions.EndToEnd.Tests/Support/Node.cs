using System.Diagnostics;
using PushFunctions.Dev.Stack;

namespace PushFunctions.EndToEnd.Tests.Support;

/// <summary>Runs other people's libraries, as their users run them.</summary>
internal static class Node
{
    /// <summary>Runs a script beside <c>node_modules</c>; it finds the arguments in <c>args</c>.</summary>
    /// <returns>What it printed.</returns>
    public static async Task<string> RunAsync(string script, params IReadOnlyList<string> args)
    {
        var body = "const args = process.argv.slice(1);(async () => {" + script
            + "})().catch(error => { console.error(error); process.exit(1); });";
        var start = new ProcessStartInfo("node", ["--no-deprecation", "-e", body, "--", .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = RepositoryRoot.Path,
        };
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await errors);
        return output.Trim();
    }
}
