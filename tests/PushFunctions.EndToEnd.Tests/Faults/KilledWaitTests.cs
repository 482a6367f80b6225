using System.Net.Http.Json;
using System.Text.Json;
using PushFunctions.Dev.Stack;
using PushFunctions.EndToEnd.Tests.Support;
using Xunit.Abstractions;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>A host that dies between the call that a sender waits for and its answer.</summary>
public sealed class KilledWaitTests(ITestOutputHelper output)
{
    private static readonly TimeSpan AMinute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task The_push_goes_on_within_a_minute_and_is_said_to_be_possibly_twice()
    {
        // The watchdog's times and the claim's are the default ones; calls come late on a busy machine.
        var settings = new Dictionary<string, string> { ["Budgets__PushSync__Tolerance"] = "00:00:00.500" };
        await using var stack = await LocalStack.StartAsync(
            new() { Instances = 2, HiddenTime = TimeSpan.FromSeconds(15), Settings = settings, Log = output.WriteLine },
            CancellationToken.None);
        using var http = new HttpClient(new SocketsHttpHandler()) { Timeout = AMinute };
        using var client = new BridgeClient(stack.Apis, stack.Simulator);
        await client.SlowDownAsync(TimeSpan.FromSeconds(8), "push/sync/{target}");
        var appEvent = new
        {
            id = "awaited", type = "order.shipped", to = new { user = "ada" }, data = new { order = 17, eta = "tomorrow" },
        };
        var waiting = http.PostAsJsonAsync(new Uri(stack.Apis[0], "events?wait=true"), appEvent);
        await Soon.IsTrueAsync(async () => (await client.ToldAsync(["ada"]))["ada"] > 0, () => "No call was made.");

        await stack.KillHostAsync(0);
        var killed = TimeProvider.System.GetTimestamp();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => waiting);
        using var repeat = await http.PostAsJsonAsync(new Uri(stack.Apis[1], "events"), appEvent);
        var pushId = (await repeat.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("pushId").GetString()!;
        var status = await client.FinishedAsync(pushId);

        Assert.InRange(TimeProvider.System.GetElapsedTime(killed), TimeSpan.Zero, AMinute);
        Assert.Equal((1, 1), (status.Accepted, status.PossiblyTwice));
        Assert.Equal(2, (await client.ToldAsync(["ada"]))["ada"]);
    }
}
