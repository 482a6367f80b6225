using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using PushFunctions.Dev.Stack;
using PushFunctions.EndToEnd.Tests.Support;
using Xunit.Abstractions;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>A host that dies while it sets the preferences of many: the rest is set, and little is set twice.</summary>
public sealed class KilledPreferencesTests(ITestOutputHelper output)
{
    private const int Users = 1_500;
    private const int MostTwice = 250;

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Preferences__LeaseTime"] = "00:00:06",
        ["Preferences__StepTime"] = "00:00:02",
        ["PreferenceSchedule"] = "*/2 * * * * *",
    };

    [Fact]
    public async Task The_preferences_of_many_are_all_set_after_a_host_has_died()
    {
        await using var stack = await LocalStack.StartAsync(
            new()
            {
                Instances = 1, HiddenTime = TimeSpan.FromMinutes(5), RestartsHosts = false,
                Settings = Settings, Log = output.WriteLine,
            },
            CancellationToken.None);
        using var http = new HttpClient(new SocketsHttpHandler());
        var lines = string.Join('\n', Enumerable.Range(0, Users).Select(no => $$"""{"user":"u{{no}}","language":"de"}"""));
        using var content = new StringContent(lines, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var put = await http.PutAsync(new Uri(stack.Api, "/api/users/notifications"), content);
        put.EnsureSuccessStatusCode();
        var id = (await put.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        await Soon.IsTrueAsync(async () => await CallsAsync() >= Users / 3, () => "It has not come so far.");

        await stack.KillHostAsync(0);

        var before = await CallsAsync();
        Assert.InRange(before, Users / 3, Users - 1);
        await stack.StartHostAsync(0, CancellationToken.None);
        JsonElement now = default;
        await Soon.IsTrueAsync(
            async () =>
            {
                now = await http.GetFromJsonAsync<JsonElement>(new Uri(stack.Api, $"/api/preferences/{id}"));
                return now.GetProperty("state").GetString() == "finished";
            },
            () => $"{now}");
        Assert.Equal(Users, now.GetProperty("counts").GetProperty("applied").GetInt32());
        var calls = await CallsAsync();
        output.WriteLine($"killed after {before} calls; {calls} in all");
        Assert.InRange(calls, Users, Users + MostTwice);

        async Task<long> CallsAsync()
        {
            var stats = await http.GetFromJsonAsync<JsonElement>(new Uri(stack.Simulator, "simulator/stats"));
            return stats.GetProperty("calls").TryGetProperty("PUT users/{user}/notification/language", out var language)
                ? language.GetProperty("total").GetInt64()
                : 0;
        }
    }
}
