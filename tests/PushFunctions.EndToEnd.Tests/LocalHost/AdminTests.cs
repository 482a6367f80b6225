using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PushFunctions.LocalHost;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>Listing functions, and firing one by hand.</summary>
public sealed class AdminTests
{
    private readonly Ticks _ticks = new();
    private readonly Seen _seen = new();

    [Fact]
    public async Task Lists_all_functions_with_what_starts_them()
    {
        await using var host = await StartAsync();
        using var client = HttpHost.Client(host);

        var functions = (await client.GetFromJsonAsync<JsonElement[]>("admin/functions"))!
            .ToDictionary(function => function.GetProperty("name").GetString()!);

        Assert.Equal("here-text", functions["Text"].GetProperty("queue").GetString());
        Assert.Equal("0 0 0 1 1 *", functions["Start"].GetProperty("schedule").GetString());
        Assert.Equal($"{host.BaseAddress}admin/functions/Start", functions["Start"].GetProperty("url").GetString());
        Assert.Equal(
            $"{host.BaseAddress}api/items/{{id:int}}/{{part?}}", functions["ReadItem"].GetProperty("url").GetString());
    }

    [Fact]
    public async Task Fires_a_timer_whoever_has_its_lock()
    {
        await using var host = await StartAsync();

        Assert.Equal("202", await host.AskAsync("POST", "admin/functions/Start", "{}"));
        await Eventually.IsTrueAsync(() => _ticks.Fired.Count == 1);
        Assert.Equal("204", await host.AskAsync("POST", "admin/functions/start?wait=true"));
        Assert.Equal(2, _ticks.Fired.Count);
    }

    [Fact]
    public async Task Runs_a_queue_function_on_the_input()
    {
        await using var host = await StartAsync();

        var answer = await host.AskAsync(
            "POST", "admin/functions/Object?wait=true", """{ "input": "{\"number\":1,\"name\":\"ada\"}" }""");

        Assert.Equal("204", answer);
        Assert.Equal("1 ada True", await _seen.Text);
    }

    [Theory]
    [InlineData("Object?wait=true", """{ "input": "not a note" }""", 500, "The run failed")]
    [InlineData("Failing?wait=true", null, 500, "The run failed")]
    [InlineData("Object", "{}", 400, "input")]
    [InlineData("Object", "not JSON", 400, "input")]
    [InlineData("Object", """{ "input": 1 }""", 400, "input")]
    [InlineData("Plain", "{}", 400, "/api/Plain")]
    [InlineData("Nobody", "{}", 404, "There is no function")]
    public async Task Says_why_not(string function, string? body, int status, string reason)
    {
        await using var host = await StartAsync();

        var answer = await host.AskAsync("POST", $"admin/functions/{function}", body);

        Assert.StartsWith($"{status} ", answer, StringComparison.Ordinal);
        Assert.Contains(reason, answer, StringComparison.Ordinal);
    }

    // Nothing listens where storage is said to be: firing by hand needs neither queues nor locks.
    private Task<LocalFunctionsHost> StartAsync() => LocalFunctionsHost.StartAsync(
        new LocalHostOptions
        {
            Types = [typeof(HttpFunctions), typeof(ParameterFunctions), typeof(StartTimer), typeof(FailingTimer)],
            ConfigureServices = (services, _) => services.AddSingleton(_ticks).AddSingleton(_seen).AddScoped<OneCall>(),
            Settings = new Dictionary<string, string?>
            {
                ["AzureWebJobsStorage"] = "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=AAAA;"
                    + "QueueEndpoint=http://127.0.0.1:1/a;BlobEndpoint=http://127.0.0.1:1/a;",
                ["Work"] = "here",
                ["Place"] = "places",
                ["Schedule"] = "0 0 0 1 1 *",
            },
        },
        CancellationToken.None);
}
