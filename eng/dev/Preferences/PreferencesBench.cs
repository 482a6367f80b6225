using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using PushFunctions.Dev.Load;
using PushFunctions.Dev.Stack;
using Spectre.Console;

namespace PushFunctions.Dev.Preferences;

/// <summary>
/// Sets three preferences of each of many users, which takes a call of each kind: how much of the far side's limits is
/// used, and whether it is ever exceeded.
/// </summary>
internal static class PreferencesBench
{
    private const int ShortUsers = 5_000;
    private const int FullUsers = 20_000;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    private static readonly string[] Endpoints =
    [
        "PUT users/{user}", "PUT users/{user}/notification/{chattype}/{key}", "PUT users/{user}/notification/language",
    ];

    public static Task<int> RunAsync(CommandLine line, EndSignal end)
    {
        var users = line.Users ?? (line.Full ? FullUsers : ShortUsers);
        return BenchReport.RunAsync(
            new("preferences", $"{users}"), new(), stack => MeasureAsync(users, stack, end.Token),
            result => result.Figures(), PreferencesJson.Default.PreferencesResult, end.Token);
    }

    private static async Task<PreferencesResult> MeasureAsync(
        int users, LocalStackOptions options, CancellationToken cancellationToken)
    {
        await using var stack = await LocalStack.StartAsync(options, cancellationToken);
        using var http = new HttpClient(new SocketsHttpHandler());
        // For compilers, connections and caches.
        await SetAsync(http, stack, "warm", 200, cancellationToken);
        using var reset = await http.PostAsync(
            new Uri(stack.Simulator, "simulator/reset"), content: null, cancellationToken);
        reset.EnsureSuccessStatusCode();

        AnsiConsole.WriteLine($"The preferences of {users:N0} users are set ...");
        var start = Stopwatch.GetTimestamp();
        var memory = new HostMemory();
        var applied = await SetAsync(http, stack, "user", users, cancellationToken, memory);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var stats = await ReadAsync(http, new Uri(stack.Simulator, "simulator/stats"), cancellationToken);
        return new()
        {
            Users = users,
            Seconds = seconds,
            Applied = applied,
            GrowthMegabytes = memory.GrowthSince(DateTimeOffset.MinValue)[0],
            Endpoints = [.. Endpoints.Select(name => UseOf(stats, name))],
        };
    }

    private static EndpointUse UseOf(JsonElement stats, string name)
    {
        var calls = stats.GetProperty("calls").GetProperty(name);
        return new(
            name, calls.GetProperty("total").GetInt64(), calls.GetProperty("throttled").GetInt64(),
            calls.GetProperty("maxInRollingSecond").GetInt32());
    }

    /// <returns>Lines that were set.</returns>
    private static async Task<int> SetAsync(
        HttpClient http, LocalStack stack, string prefix, int users, CancellationToken cancellationToken,
        HostMemory? memory = null)
    {
        memory?.Sample(TimeProvider.System.GetUtcNow(), stack.HostProcessIds);
        var lines = Enumerable.Range(0, users).Select(number => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"user":"{{prefix}}-{{number:D6}}","displayStyle":"content","mode":"mentions","language":"de"}"""));
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var put = await http.PutAsync(
            new Uri(stack.Api, "/api/users/notifications"), body, cancellationToken);
        put.EnsureSuccessStatusCode();
        var accepted = await put.Content.ReadFromJsonAsync(PreferencesJson.Default.JsonElement, cancellationToken);
        var status = new Uri(stack.Api, $"/api/preferences/{accepted.GetProperty("id").GetString()}");
        while (true)
        {
            var now = await ReadAsync(http, status, cancellationToken);
            memory?.Sample(TimeProvider.System.GetUtcNow(), stack.HostProcessIds);
            if (now.GetProperty("state").GetString() == "finished")
                return now.GetProperty("counts").GetProperty("applied").GetInt32();
            await Task.Delay(Between, TimeProvider.System, cancellationToken);
        }
    }

    private static Task<JsonElement> ReadAsync(HttpClient http, Uri address, CancellationToken cancellationToken) =>
        http.GetFromJsonAsync(address, PreferencesJson.Default.JsonElement, cancellationToken);
}
