using System.Net;
using System.Text;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>A limit that is put at one host holds at all of them, by the far side's own clock.</summary>
public sealed class PutLimitTests
{
    private const int Users = 10_000;

    [Fact]
    public async Task Two_hosts_in_the_middle_of_broadcasts_keep_to_it_within_five_seconds()
    {
        await using var stack = await Stack.StartAsync();
        var settings = new Dictionary<string, string> { ["Budgets__PushSingle__CallsPerMinute"] = "1200" };
        AppHost[] hosts = [await stack.StartHostAsync(settings), await stack.StartHostAsync(settings)];
        foreach (var host in hosts) await host.PostAsync(Some.Event(Some.Users(Users)));
        await Soon.IsTrueAsync(() => Calls().Count > 20, () => $"{Calls().Count} calls were made");

        await PutAsync(hosts[0], """{"callsPerMinute":120}""");
        var put = TimeProvider.System.GetUtcNow();
        await Soon.IsTrueAsync(
            () => Calls().Any(at => at > put.AddSeconds(9)),
            () => $"the last of {Calls().Count} calls was at {Calls().Max():O}");

        // Two a second, where there were twenty.
        Assert.InRange(Calls().Count(at => at > put.AddSeconds(5) && at <= put.AddSeconds(9)), 1, 9);

        IReadOnlyList<DateTimeOffset> Calls() =>
            [.. stack.Simulator.Calls().Where(call => call.Endpoint == "push/single").Select(call => call.At)];
    }

    private static async Task PutAsync(AppHost host, string limit)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri("api/budgets/PushSingle", UriKind.Relative))
        {
            Content = new StringContent(limit, Encoding.UTF8, "application/json"),
        };
        using var response = await host.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
