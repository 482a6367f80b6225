using System.Net.Http.Json;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>Requests and the functions that they reach.</summary>
public sealed class HttpTriggerTests
{
    [Theory]
    [InlineData("GET", "api/Plain", "200 GET True")]
    [InlineData("DELETE", "api/plain", "200 DELETE True")]
    [InlineData("GET", "api/items/17", "200 /api/items/17 17 -")]
    [InlineData("GET", "api/items/17/lid", "200 /api/items/17/lid 17 lid")]
    [InlineData("PUT", "api/items/17", "201 PUT 17")]
    [InlineData("OPTIONS", "api/items/17", "201 OPTIONS 17")]
    [InlineData(
        "GET", "api/places/here/2f1c7e3a000040008000012345678900",
        "200 /api/places/here/2f1c7e3a000040008000012345678900 2f1c7e3a000040008000012345678900")]
    [InlineData("GET", "api/NoResult", "200")]
    [InlineData("GET", "api/Throws", "500")]
    [InlineData("POST", "api/Length", "200 3")]
    public async Task Is_answered_by_its_function(string method, string path, string expected)
    {
        await using var host = await HttpHost.StartAsync();

        Assert.Equal(expected, await host.AskAsync(method, path, method == "POST" ? "abc" : null));
    }

    [Theory]
    [InlineData("POST", "api/items/17")]
    [InlineData("HEAD", "api/items/17")]
    [InlineData("OPTIONS", "api/CallId")]
    [InlineData("GET", "api/items/many")]
    [InlineData("GET", "Plain")]
    [InlineData("GET", "api/nothing")]
    [InlineData("GET", "")]
    public async Task Is_not_found_by_a_wrong_method_or_route(string method, string path)
    {
        await using var host = await HttpHost.StartAsync();

        Assert.Equal("404", await host.AskAsync(method, path));
    }

    [Theory]
    [InlineData("", "Plain")]
    [InlineData("v1/push", "v1/push/Plain")]
    public async Task Is_found_below_the_prefix_of_the_host(string prefix, string path)
    {
        var setting = ("AzureFunctionsJobHost__extensions__http__routePrefix", prefix);
        await using var host = await HttpHost.StartAsync(null, setting);

        Assert.Equal("200 GET True", await host.AskAsync("GET", path));
    }

    [Fact]
    public async Task Has_services_of_its_own()
    {
        await using var host = await HttpHost.StartAsync();
        using var client = HttpHost.Client(host);

        var first = await client.GetFromJsonAsync<Guid>("api/CallId");

        Assert.NotEqual(first, await client.GetFromJsonAsync<Guid>("api/CallId"));
    }

    [Fact]
    public async Task Fails_when_its_body_is_larger_than_the_platform_takes()
    {
        await using var host = await HttpHost.StartAsync();

        Assert.Equal("200 1000", await host.AskAsync("POST", "api/Length", new string('x', 1_000)));
        Assert.Equal("500", await host.AskAsync("POST", "api/Length", new string('x', 1_001)));
    }
}
