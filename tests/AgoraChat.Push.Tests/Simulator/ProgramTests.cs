using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace AgoraChat.Simulator.Tests;

/// <summary>The simulator as a program.</summary>
public sealed class ProgramTests
{
    [Fact]
    public async Task Prints_one_line_serves_and_ends_at_SIGTERM()
    {
        using var program = Start(
            "--port", "0", "--limits", "easemob", "--calls-per-minute", "7", "--org-name", "o", "--app-name", "a",
            "--app-id", new string('1', 32), "--app-certificate", new string('2', 32));
        var line = await program.StandardOutput.ReadLineAsync();
        var address = line!["simulator ".Length..];
        var client = new AgoraChatPushClient(AgoraChatConnections.Create(), new AgoraChatOptions
        {
            BaseUrl = address,
            OrgName = "o",
            AppName = "a",
            AppId = new string('1', 32),
            AppCertificate = new string('2', 32),
        });

        var result = Assert.Single(await client.SendAsync("ada"));
        using var http = new HttpClient(new SocketsHttpHandler());
        var limits = await http.GetStringAsync(new Uri($"{address}/simulator/limits"));
        using (var kill = Process.Start("kill", ["-TERM", $"{program.Id}"]))
            await kill.WaitForExitAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2), TimeProvider.System);
        await program.WaitForExitAsync(limit.Token);

        Assert.Equal(PushStatus.AsyncSuccess, result.Status);
        Assert.Contains("""
            "push/single":{"callsPerMinute":7}
            """, limits, StringComparison.Ordinal);
        Assert.Contains("""
            "users":{"callsPerSecond":100}
            """, limits, StringComparison.Ordinal);
        Assert.Equal("", await program.StandardOutput.ReadToEndAsync());
        Assert.Equal(0, program.ExitCode);
    }

    [Fact]
    public async Task A_busy_port_is_named_with_its_option()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;

        var (code, said) = await FailAsync("--port", $"{port}");

        Assert.Equal((1, $"Port {port} is in use; choose another with --port.\n"), (code, said));
    }

    [Theory]
    [InlineData("--port is \"x\"; 0 to 65535 is allowed.", "--port", "x")]
    [InlineData("--limits is \"google\"; these are known: Agora, AgoraFree, Easemob.", "--limits", "google")]
    [InlineData("--app-id must be 32 hexadecimal digits.", "--app-id", "17")]
    [InlineData("--prot is unknown. Usage: ", "--prot", "1")]
    [InlineData("--port has no value. Usage: ", "--port")]
    public async Task A_wrong_argument_is_named(string message, params string[] arguments)
    {
        var (code, said) = await FailAsync(arguments);

        Assert.Equal(1, code);
        Assert.StartsWith(message, said, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Said)> FailAsync(params string[] arguments)
    {
        using var program = Start(arguments);
        var said = await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();
        return (program.ExitCode, said);
    }

    private static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [typeof(SimulatorServer).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}
