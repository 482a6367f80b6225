using System.ComponentModel;
using System.Diagnostics;

namespace PushFunctions.Dev.Load;

/// <summary>Says which sources lie in a folder.</summary>
internal static class SourceVersion
{
    private const string Unknown = "unknown";

    /// <returns>The commit, with <c>+changes</c> when the folder differs from it; <c>unknown</c> without git.</returns>
    public static async Task<string> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            if (await GitAsync(folder, ["rev-parse", "HEAD"], cancellationToken) is not { } commit) return Unknown;
            // Files that git does not know are built as well.
            var changes = await GitAsync(folder, ["status", "--porcelain"], cancellationToken);
            return changes is "" ? commit : $"{commit}+changes";
        }
        catch (Win32Exception)
        {
            // There is no git here.
            return Unknown;
        }
    }

    /// <returns>What git printed; null when it failed.</returns>
    private static async Task<string?> GitAsync(
        string folder, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("git", ["--no-optional-locks", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        using var git = Process.Start(start)!;
        var errors = git.StandardError.ReadToEndAsync(cancellationToken);
        var output = await git.StandardOutput.ReadToEndAsync(cancellationToken);
        await errors;
        await git.WaitForExitAsync(cancellationToken);
        return git.ExitCode == 0 ? output.Trim() : null;
    }
}
