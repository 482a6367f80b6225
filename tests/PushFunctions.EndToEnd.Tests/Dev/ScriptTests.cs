using System.Diagnostics;
using System.Runtime.Versioning;
using PushFunctions.Dev.Stack;

namespace PushFunctions.EndToEnd.Tests.Dev;

[UnsupportedOSPlatform("windows")]
public sealed class ScriptTests : IDisposable
{
    private readonly TemporaryFolder _programs = new();

    [Theory]
    [InlineData("help")]
    [InlineData]
    public async Task Prints_its_usage(params string[] arguments)
    {
        var (exitCode, output) = await DevAsync(arguments);

        Assert.Equal(0, exitCode);
        Assert.Contains("./dev run [--once]", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_command_that_it_does_not_have()
    {
        var (exitCode, output) = await DevAsync("frobnicate");

        Assert.Equal(2, exitCode);
        Assert.Contains("frobnicate", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_which_Node_is_needed()
    {
        Pretend("node", "echo v18.0.0");

        var (exitCode, output) = await DevAsync("serve");

        Assert.Equal(2, exitCode);
        Assert.Contains("Node v18.0.0 is too old; version 20.19 or newer is needed", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_which_SDK_is_needed()
    {
        Pretend("dotnet", """[ "$1" = --list-sdks ] && echo "8.0.100 [/usr]" """);

        var (exitCode, output) = await DevAsync("test");

        Assert.Equal(2, exitCode);
        Assert.Contains(".NET 10 SDK", output, StringComparison.Ordinal);
        Assert.Contains("8.0.100", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "the .NET 10 SDK is missing. Get it from https://dotnet.microsoft.com/download/dotnet/10.0")]
    [InlineData(true, "Node is missing; version 20.19 or newer is needed. Get it from https://nodejs.org")]
    public async Task Says_what_is_missing_and_where_to_get_it(bool hasDotnet, string expected)
    {
        foreach (var needed in (string[])["/bin/bash", "/usr/bin/dirname", "/bin/mkdir"])
            File.CreateSymbolicLink(_programs.File(Path.GetFileName(needed)), needed);
        if (hasDotnet) Pretend("dotnet", "exit 0");

        var (exitCode, output) = await RunAsync(_programs.Path, "run");

        Assert.Equal(2, exitCode);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_names_all_that_is_wrong_with_the_tools_at_once()
    {
        Pretend("node", "echo v18.0.0");
        Pretend("dotnet", """[ "$1" = --list-sdks ] && echo "8.0.100 [/usr]" """);

        var (exitCode, output) = await DevAsync("doctor");

        Assert.Equal(1, exitCode);
        Assert.Contains("fail  Node v18.0.0 is too old; version 20.19 or newer is needed", output, StringComparison.Ordinal);
        Assert.Contains("fail  dotnet is here, but not the .NET 10 SDK", output, StringComparison.Ordinal);
    }

    public void Dispose() => _programs.Dispose();

    private void Pretend(string program, string script)
    {
        var file = _programs.File(program);
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private Task<(int ExitCode, string Output)> DevAsync(params string[] arguments) =>
        RunAsync($"{_programs.Path}:{Environment.GetEnvironmentVariable("PATH")}", arguments);

    private static async Task<(int ExitCode, string Output)> RunAsync(string path, params string[] arguments)
    {
        var start = new ProcessStartInfo(RepositoryRoot.Below("dev"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PATH"] = path },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
