using System.Net;
using System.Text.Json;
using Azure;
using Microsoft.Extensions.DependencyInjection;
using PushFunctions.Accept;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>A mapping that changes between two tries of one event.</summary>
public sealed class ChangedMappingTests
{
    [Fact]
    public async Task An_event_that_is_posted_again_under_another_mapping_tells_everyone_what_the_new_one_says()
    {
        await using var stack = await Stack.StartAsync();
        var faults = new FaultPlan();
        var tap = new StorageTap { Fault = faults.Next };
        await using var host = await stack.StartHostAsync(services: services =>
            services.AddSingleton(TappedStorage.Create(stack.ConnectionString, tap)));
        var users = Some.Users(300);
        var id = Some.Id();
        var body = JsonSerializer.Serialize(new
        {
            id,
            type = "hello",
            to = new { users = users.Select((user, no) => new { id = user, data = new { a = $"a{no % 2}", b = $"b{no % 3}" } }) },
        });
        await host.PutMappingAsync("hello", """{"message":{"title":"{{user.a}}","content":"c"}}""");
        // The lists are written by then.
        faults.Add(
            PushIds.Create("default", "", id),
            request => request.Method != "GET" && request.Path.Contains("/PushIndex(", StringComparison.Ordinal),
            new(new RequestFailedException(503, "Server busy", "ServerBusy", null)));
        using var failed = await host.TryPostAsync(body);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);

        await host.PutMappingAsync("hello", """{"message":{"title":"{{user.b}}","content":"c"}}""");
        using var again = await host.TryPostAsync(body);

        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        var pushId = PushIds.Create("default", "", id);
        await Soon.IsTrueAsync(
            async () => (await host.StatusOfAsync(pushId)).State == "finished", () => "The push is not finished.");
        stack.AssertToldOnce(users);
        Assert.All(users.Select((user, no) => (user, no)), told => Assert.Equal(
            $"b{told.no % 3}",
            Assert.Single(stack.Simulator.PushesTo(told.user).Pushes).Message.GetProperty("title").GetString()));
    }
}
