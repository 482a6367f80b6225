using System.Net.Http.Json;
using System.Text.Json;
using PushFunctions.Dev.Stack;
using PushFunctions.EndToEnd.Tests.Support;
using Xunit.Abstractions;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>A host that dies during the call of a push to everyone.</summary>
public sealed class KilledTaskTests(ITestOutputHelper output)
{
    [Fact]
    public async Task The_push_is_stalled_and_nobody_is_told_twice()
    {
        var settings = new Dictionary<string, string>
        {
            ["Delivery__CallTimeout"] = "00:00:05",
            ["Budgets__PushToEveryone__Tolerance"] = "00:00:00.500",
        };
        await using var stack = await LocalStack.StartAsync(
            new() { HiddenTime = TimeSpan.FromSeconds(15), Settings = settings, Log = output.WriteLine },
            CancellationToken.None);
        using var http = new HttpClient(new SocketsHttpHandler());
        using var client = new BridgeClient(stack.Apis, stack.Simulator);
        await client.SlowDownAsync(TimeSpan.FromSeconds(4), "push/task");
        using var posted = await http.PostAsJsonAsync(new Uri(stack.Api, "events"), new
        {
            id = "all", type = "note", to = new { everyone = true }, push = new { title = "Hello", content = "You" },
        });
        var push = (await posted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("pushId").GetString()!;
        await Soon.IsTrueAsync(async () => (await client.ToldAsync(["ada"]))["ada"] > 0, () => "No call was made.");

        await stack.KillHostAsync(0);
        JsonElement last = default;
        await Soon.IsTrueAsync(
            async () => (last = await LookAsync()).ValueKind == JsonValueKind.Object
                && last.GetProperty("state").GetString() == "stalled",
            () => $"{last}");
        await client.AnswerAtOnceAsync();
        // As long as the message of the dead host is hidden: it comes once more.
        await Task.Delay(TimeSpan.FromSeconds(8), TimeProvider.System);

        Assert.Equal("unknown", (await LookAsync()).GetProperty("tasks")[0].GetProperty("outcome").GetString());
        Assert.Equal(1, (await client.ToldAsync(["ada"]))["ada"]);

        async Task<JsonElement> LookAsync()
        {
            try
            {
                return await http.GetFromJsonAsync<JsonElement>(new Uri(stack.Api, $"pushes/{push}"));
            }
            catch (HttpRequestException)
            {
                return default;
            }
        }
    }
}
