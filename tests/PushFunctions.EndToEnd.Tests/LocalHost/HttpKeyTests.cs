namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>Who is let in.</summary>
public sealed class HttpKeyTests
{
    [Theory]
    [InlineData("api/Plain", null, "200 GET True")]
    [InlineData("api/Locked", null, "401")]
    [InlineData("api/Locked", "", "401")]
    [InlineData("api/Locked", "wrong", "401")]
    [InlineData("api/Locked", "secret", "200 open")]
    [InlineData("api/Locked?code=secret", null, "200 open")]
    [InlineData("api/Locked?code=wrong", null, "401")]
    [InlineData("api/Locked?code=secret", "wrong", "401")]
    [InlineData("api/LockedByDefault", null, "401")]
    [InlineData("api/nothing", null, "404")]
    [InlineData("admin/functions", null, "401")]
    public async Task Is_decided_by_the_key(string path, string? key, string expected)
    {
        await using var host = await HttpHost.StartAsync("secret");

        Assert.Equal(expected, await host.AskAsync("GET", path, key: key));
    }

    [Theory]
    [InlineData("api/Locked")]
    [InlineData("api/LockedByDefault")]
    public async Task Is_everybody_when_the_host_has_no_key(string path)
    {
        await using var host = await HttpHost.StartAsync();

        Assert.Equal("200 open", await host.AskAsync("GET", path));
    }
}
