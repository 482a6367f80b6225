using System.Diagnostics;
using PushFunctions.Dev.Load;

namespace PushFunctions.EndToEnd.Tests.Dev.Load;

public sealed class SourceVersionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Is_the_commit_and_says_whether_anything_differs_from_it()
    {
        await GitAsync("init", "--quiet");
        await GitAsync("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "--allow-empty", "-m", "First");

        var asCommitted = await ReadAsync();
        await File.WriteAllTextAsync(_folder.File("new.cs"), "class New;");
        var changed = await ReadAsync();

        Assert.Matches("^[0-9a-f]{40}$", asCommitted);
        Assert.Equal($"{asCommitted}+changes", changed);
    }

    [Fact]
    public async Task Is_unknown_outside_of_a_repository() => Assert.Equal("unknown", await ReadAsync());

    public void Dispose() => _folder.Dispose();

    private Task<string> ReadAsync() => SourceVersion.ReadAsync(_folder.Path, CancellationToken.None);

    private async Task GitAsync(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = _folder.Path })!;
        await git.WaitForExitAsync();
        Assert.Equal(0, git.ExitCode);
    }
}
