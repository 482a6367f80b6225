using System.Diagnostics;
using PushFunctions.Dev.Stack;
using PushFunctions.EndToEnd.Tests.Storage;

namespace PushFunctions.EndToEnd.Tests.Dev;

public sealed class PublishTests
{
    [StandInFact]
    public async Task A_build_with_stand_ins_is_not_published()
    {
        var start = new ProcessStartInfo("dotnet", ["publish", RepositoryRoot.Below("src", "PushFunctions"), "--no-build"])
        {
            RedirectStandardOutput = true,
        };

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.NotEqual(0, process.ExitCode);
        Assert.Contains("uses the closed-feed stand-ins, which run only locally", output, StringComparison.Ordinal);
    }
}
