using System.Diagnostics;
using System.Text.Json;
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

/// <summary>An answer as <c>curl</c> prints it, with or without its head.</summary>
internal sealed record PageAnswer(int? Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public static PageAnswer Read(string text)
    {
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        if (!text.StartsWith("HTTP/", StringComparison.Ordinal)) return new(null, new Dictionary<string, string>(), text.Trim());
        var parts = text.Split("\n\n", 2);
        var head = parts[0].TrimEnd().Split('\n');
        return new(
            int.Parse(head[0].Split(' ')[1], null),
            head.Skip(1).Select(line => line.Split(':', 2)).ToDictionary(
                pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase),
            parts.Length > 1 ? parts[1].Trim() : "");
    }

    /// <summary>What is not as shown here. Of headers, the names that are shown; of the body, its shape.</summary>
    public IReadOnlyList<string> Differences(PageAnswer real)
    {
        var wrong = new List<string>();
        if (Status is { } status && real.Status is { } came && status != came) wrong.Add($"{status} is shown and {came} came");
        if (Status is not null && real.Status is not null)
            wrong.AddRange(Headers.Keys.Except(real.Headers.Keys, StringComparer.OrdinalIgnoreCase).Select(name => $"{name} is shown and did not come"));
        if (Body.Length == 0 != (real.Body.Length == 0)) wrong.Add($"'{Body}' is shown and '{real.Body}' came");
        else if (Body.Length > 0) wrong.AddRange(JsonShape.Differences(JsonElement.Parse(Body), JsonElement.Parse(real.Body)));
        return wrong;
    }
}
