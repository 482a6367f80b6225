using System.Globalization;
using System.Net;
using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>The preferences of many users, with one request.</summary>
public sealed class ManyPreferencesTests(App app) : IClassFixture<App>
{
    private const string Lines = "application/x-ndjson";
    private const string Language = "PUT users/{user}/notification/language";

    [Fact]
    public async Task Every_field_of_many_is_set()
    {
        var users = Some.Users(300);

        var done = await SetAsync(app.Host, users.Select(user =>
            $$"""{"user":"{{user}}","displayName":"I am {{user}}","displayStyle":"content","mode":"mentions","quietHours":"22:00-07:00","muteFor":"PT4H","language":"de"}"""));

        Assert.Equal((300, 300), (done.GetProperty("lines").GetInt32(), Count(done, "applied")));
        foreach (var user in (string[])[users[0], users[155], users[^1]])
        {
            var now = await app.Host.DoneAsync("GET", $"users/{user}/notifications");
            Assert.Equal(
                ($"I am {user}", "content", "mentions", "22:00-07:00", "de"),
                (now.Text("displayName"), now.Text("displayStyle"), now.Text("mode"), now.Text("quietHours"), now.Text("language")));
            Assert.InRange(
                now.GetProperty("mutedUntil").GetDateTimeOffset(),
                done.GetProperty("acceptedAt").GetDateTimeOffset() + TimeSpan.FromHours(3.99),
                done.GetProperty("acceptedAt").GetDateTimeOffset() + TimeSpan.FromHours(4.01));
        }
    }

    [Fact]
    public async Task Lines_that_are_wrong_and_users_who_do_not_exist_are_listed_in_pages()
    {
        var users = Some.Users(600);
        app.Simulator.Faults.Add(new()
        {
            Endpoint = Language, Status = 404, Error = "service_resource_not_found", Description = "Service resource not found",
            Users = [users[3], users[400]],
        });

        var done = await SetAsync(
            app.Host, users.Select((user, no) => no % 100 == 50 ? "nonsense" : $$"""{"user":"{{user}}","language":"de"}"""));

        Assert.Equal((592, 2, 6), (Count(done, "applied"), Count(done, "failed"), Count(done, "refused")));
        var lines = new List<int>();
        var cursor = "";
        do
        {
            var page = await app.Host.DoneAsync("GET", $"preferences/{done.Text("id")}/failures?limit=3{cursor}");
            lines.AddRange(page.GetProperty("failures").EnumerateArray().Select(one => one.GetProperty("line").GetInt32()));
            cursor = page.TryGetProperty("cursor", out var next) ? $"&cursor={next.GetString()}" : null;
        }
        while (cursor is not null);
        Assert.Equal([4, 51, 151, 251, 351, 401, 451, 551], lines);
    }

    [Fact]
    public async Task A_far_side_that_finds_calls_too_fast_in_the_middle_costs_nobody()
    {
        var users = Some.Users(200);
        app.Simulator.Faults.Add(new() { Endpoint = Language, Status = 429, Users = [users[120]], Count = 1 });

        var done = await SetAsync(app.Host, users.Select(user => $$"""{"user":"{{user}}","language":"fr"}"""));

        Assert.Equal(200, Count(done, "applied"));
    }

    [Fact]
    public async Task An_error_that_passes_is_tried_again()
    {
        var users = Some.Users(20);
        app.Simulator.Faults.Add(new() { Endpoint = Language, Status = 503, Users = [users[7]], Count = 1 });

        var done = await SetAsync(app.Host, users.Select(user => $$"""{"user":"{{user}}","language":"it"}"""));

        Assert.Equal((20, 0), (Count(done, "applied"), Count(done, "failed")));
    }

    [Fact]
    public async Task Display_names_go_fifty_to_a_call_where_that_is_enabled()
    {
        await using var stack = await Stack.StartAsync();
        await using var host = await stack.StartHostAsync(
            new Dictionary<string, string> { ["Agora__Apps__default__EasemobEndpoints"] = "true" });

        var done = await SetAsync(host, Some.Users(120).Select(user => $$"""{"user":"{{user}}","displayName":"N"}"""));

        Assert.Equal(120, Count(done, "applied"));
        Assert.Equal(3, stack.Simulator.Stats.Calls["push/nickname"].Total);
        Assert.Equal(0, stack.Simulator.Stats.Calls.GetValueOrDefault("PUT users/{user}")?.Total ?? 0);
    }

    private static int Count(JsonElement job, string name) => job.GetProperty("counts").GetProperty(name).GetInt32();

    private static async Task<JsonElement> SetAsync(AppHost host, IEnumerable<string> lines)
    {
        var taken = await host.DoneAsync(
            "PUT", "users/notifications", string.Join('\n', lines), Lines, HttpStatusCode.Accepted);
        var path = string.Create(CultureInfo.InvariantCulture, $"preferences/{taken.Text("id")}");
        JsonElement now = default;
        await Soon.IsTrueAsync(
            async () => (now = await host.DoneAsync("GET", path)).Text("state") == "finished", () => $"{now}");
        return now;
    }
}
