using System.Net;
using System.Net.Sockets;

namespace PushFunctions.EndToEnd.Tests.Dev;

[Collection(nameof(Processes))]
public sealed class RunCommandTests
{
    [Fact]
    public async Task Sends_the_sample_and_accounts_for_everyone()
    {
        var (exitCode, output, errors) = await RunAsync(["--once", "--key", "secret", .. DevTool.FreePorts()]);

        Assert.True(exitCode == 0, $"exit code {exitCode}\n{output}\n{errors}");
        Assert.Contains("sent to 1000 of 1000 users, 0 of them more than once", output, StringComparison.Ordinal);
        // Plain lines, as the output is no terminal.
        Assert.Contains("\n  finished: 1000 accepted\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', output);
        Assert.Contains("Everyone is accounted for: 1000 of 1000 accepted.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_busy_port()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var (exitCode, _, errors) = await RunAsync(["--once", "--port", $"{port}"]);

        Assert.Equal(1, exitCode);
        Assert.Contains($"Port {port} on 127.0.0.1", errors, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(IEnumerable<string> options)
    {
        using var process = DevTool.Start(["run", .. options]);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
