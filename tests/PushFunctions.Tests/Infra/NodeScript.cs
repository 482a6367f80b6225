using System.Diagnostics;
using System.Text;

namespace PushFunctions.Tests.Infra;

/// <summary>Runs a script that lies beside these tests.</summary>
internal static class NodeScript
{
    public static async Task<string> RunAsync(string script, string input, params string[] arguments)
    {
        var path = Path.Combine(Repository.Root, "tests", "PushFunctions.Tests", "Infra", script);
        var start = new ProcessStartInfo("node", ["--no-deprecation", path, .. arguments])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync();
        var output = node.StandardOutput.ReadToEndAsync();
        await node.StandardInput.WriteAsync(input);
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, $"{script} has failed; are npm's packages there? {await errors}");
        return await output;
    }
}
