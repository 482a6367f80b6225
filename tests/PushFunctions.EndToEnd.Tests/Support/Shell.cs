using System.Diagnostics;
using PushFunctions.Dev.Stack;

namespace PushFunctions.EndToEnd.Tests.Support;

/// <summary>Runs other people's programs, as their users run them.</summary>
internal static class Shell
{
    /// <summary>Runs a Node script beside <c>node_modules</c>; it finds the arguments in <c>args</c>.</summary>
    /// <returns>What it printed.</returns>
    public static Task<string> NodeAsync(string script, params IReadOnlyList<string> args)
    {
        var body = "const args = process.argv.slice(1);(async () => {" + script
            + "})().catch(error => { console.error(error); process.exit(1); });";
        return RunAsync("node", ["--no-deprecation", "-e", body, "--", .. args]);
    }

    /// <summary>Runs a program in the repository's root and asserts that it ends well.</summary>
    /// <returns>What it printed.</returns>
    public static async Task<string> RunAsync(string program, params IReadOnlyList<string> args)
    {
        var start = new ProcessStartInfo(program, args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = RepositoryRoot.Path,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return output.Trim();
    }
}
