using System.Diagnostics;
using PushFunctions.Dev.Stack;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Contract;

/// <summary>Runs a page's commands as its readers do, at other ports.</summary>
/// <param name="bridge">The bridge's address, without a slash at its end.</param>
/// <param name="simulator">The simulated push service's.</param>
internal sealed class PageRun(string bridge, string simulator)
{
    /// <returns>What is not as the page shows it; nothing, when all is.</returns>
    public async Task<IReadOnlyList<string>> CheckAsync(PageExample example)
    {
        IReadOnlyList<string> wrong = [];
        if (!example.IsRead) return await LookAsync(example);
        // A push ends a little later than a reader would look.
        await Soon.IsTrueAsync(
            async () => (wrong = await LookAsync(example)).Count == 0, () => string.Join("; ", wrong));
        return wrong;
    }

    private async Task<IReadOnlyList<string>> LookAsync(PageExample example)
    {
        var refusal = example.Answer is { } shown && PageAnswer.Read(shown).Status is >= 400;
        var (code, output, errors) = await ShellAsync(
            $"curl() {{ command curl -sS {(refusal ? "" : "--fail-with-body")} --max-time 60 \"$@\"; }}\n"
            + example.Commands
                .Replace(PageExample.Bridge, bridge, StringComparison.Ordinal)
                .Replace(PageExample.Simulator, simulator, StringComparison.Ordinal));
        if (code != 0) return [$"{example.Commands} ended with {code}: {errors}{output}"];
        return example.Answer is null ? [] : PageAnswer.Read(example.Answer).Differences(PageAnswer.Read(output));
    }

    private static async Task<(int Code, string Output, string Errors)> ShellAsync(string commands)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", commands])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = RepositoryRoot.Path,
        };
        using var shell = Process.Start(start)!;
        var errors = shell.StandardError.ReadToEndAsync();
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return (shell.ExitCode, output, await errors);
    }
}
