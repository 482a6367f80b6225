using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AgoraChat.Push;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>Pushes to labels and to everyone.</summary>
public sealed class TaskTests : IAsyncLifetime
{
    private const string ToEveryone = "push/task";

    private Stack _stack = null!;

    public async Task InitializeAsync() => _stack = await Stack.StartAsync();

    public Task DisposeAsync() => _stack.DisposeAsync().AsTask();

    [Fact]
    public async Task Those_who_have_all_labels_are_told_once_and_so_is_everyone()
    {
        var host = await StartAsync();
        await PutLabelAsync("vip", "ada", "bob");
        await PutLabelAsync("berlin", "bob", "cleo");

        var (status, labels) = await PostAsync(host, new { labels = (string[])["vip", "berlin"] });
        var (_, all) = await PostAsync(host, new { everyone = true });
        var ended = await FinishedAsync(host, labels);
        await FinishedAsync(host, all);

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal((0, 1), (PushesOf("ada", "push/list/label"), PushesOf("bob", "push/list/label")));
        Assert.Equal((1, 2), (PushesOf("ada"), PushesOf("bob")));
        Assert.Equal((1, 0), (PushesOf("cleo"), PushesOf("cleo", "push/list/label")));
        Assert.Equal(JsonValueKind.Null, ended.GetProperty("targets").ValueKind);
        var task = Assert.Single(ended.GetProperty("tasks").EnumerateArray());
        Assert.Equal("accepted", task.GetProperty("outcome").GetString());
        var made = _stack.Simulator.Tasks.Single(one => one.Endpoint == "push/list/label");
        Assert.Equal($"{made.Id}", task.GetProperty("taskId").GetString());
    }

    [Fact]
    public async Task A_fourth_task_waits_for_its_place()
    {
        var host = await StartAsync(("Budgets__Tasks__HoldSeconds", "6"));
        _stack.Simulator.Switches = new() { TaskPlaceSeconds = 4 };
        await PutLabelAsync("vip", "ada");

        var pushes = new List<string>();
        for (var no = 0; no < 4; no++) pushes.Add((await PostAsync(host, new { labels = (string[])["vip"] })).Id);
        await Soon.IsTrueAsync(() => PushesOf("ada") >= 3, () => $"{PushesOf("ada")} were told.");
        var waiting = new List<JsonElement>();
        foreach (var push in pushes)
        {
            var look = await LookAsync(host, push);
            if (look.GetProperty("state").GetString() == "waiting") waiting.Add(look);
        }

        if (waiting.Count > 0) Assert.True(waiting[0].TryGetProperty("expectedFinish", out _));
        foreach (var push in pushes) await FinishedAsync(host, push);
        Assert.Equal((4, 0), (PushesOf("ada"), _stack.Simulator.Stats.Calls["push/list/label"].Total - 4));
    }

    [Fact]
    public async Task When_the_day_is_used_up_it_is_refused_or_waits()
    {
        var host = await StartAsync(
            ("Budgets__PushToEveryone__CallsPerMinute", "600"), ("Budgets__PushToEveryone__CallsPerDay", "1"));
        // Not today, which may end while this runs.
        var sendAt = new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(3).AddHours(12), TimeSpan.Zero);

        await PostAsync(host, new { everyone = true }, sendAt);
        using var refused = await TryPostAsync(host, new { everyone = true }, sendAt);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        var (_, waiting) = await PostAsync(host, new { everyone = true }, sendAt, "wait");
        var look = await LookAsync(host, waiting);

        Assert.Equal((HttpStatusCode.TooManyRequests, "day_used_up"), (refused.StatusCode, problem.GetProperty("code").GetString()));
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(sendAt.AddHours(12), look.GetProperty("expectedFinish").GetDateTimeOffset(), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_call_whose_answer_is_lost_is_not_made_again_until_somebody_says_so()
    {
        var host = await StartAsync();
        _stack.Simulator.Register("ada");
        _stack.Simulator.Faults.Add(new() { Endpoint = ToEveryone, LostAnswer = true, Count = 1 });

        var (_, push) = await PostAsync(host, new { everyone = true });
        await UntilAsync(host, push, look => look.GetProperty("state").GetString() == "stalled");
        using var resumed = await host.SendAsync(new(HttpMethod.Post, $"api/pushes/{push}/resume"));
        Assert.Equal(HttpStatusCode.Conflict, resumed.StatusCode);
        Assert.Equal(1, PushesOf("ada"));
        using var replayed = await host.SendAsync(new(HttpMethod.Post, $"api/pushes/{push}/replay"));
        Assert.Equal(HttpStatusCode.OK, replayed.StatusCode);
        var ended = await FinishedAsync(host, push);

        Assert.Equal(
            ["unknown", "accepted"],
            ended.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("outcome").GetString()));
        Assert.Equal(2, PushesOf("ada"));
    }

    private async Task<AppHost> StartAsync(params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string>
        {
            // Slots soon, and no tight tolerance on a busy machine.
            ["Budgets__PushToEveryone__CallsPerMinute"] = "600",
            ["Budgets__PushToEveryone__Tolerance"] = "00:00:00.500",
            ["Budgets__PushByLabel__Tolerance"] = "00:00:00.500",
        };
        foreach (var (name, value) in settings) all[name] = value;
        _stack.Simulator.Limits.Set(ToEveryone, callsPerMinute: 10_000);
        return await _stack.StartHostAsync(all);
    }

    private async Task PutLabelAsync(string label, params string[] users)
    {
        using var handler = new SocketsHttpHandler();
        var client = new AgoraChatPushClient(handler, new()
        {
            BaseUrl = _stack.Simulator.Address,
            OrgName = "agora-demo",
            AppName = "testapp",
            AppId = "970CA35de60c44645bbae8a215061b33",
            AppCertificate = "5CFd2fd1755d40ecb72977518be15d3b",
        });
        await client.Labels.CreateAsync(label, description: null, CancellationToken.None);
        await client.Labels.AddMembersAsync(label, users, CancellationToken.None);
    }

    private int PushesOf(string user, string? endpoint = null) =>
        _stack.Simulator.PushesTo(user).Pushes.Count(push => endpoint is null || push.Endpoint == endpoint);

    private static async Task<(HttpStatusCode Status, string Id)> PostAsync(
        AppHost host, object to, DateTimeOffset? sendAt = null, string whenExhausted = "refuse")
    {
        using var response = await TryPostAsync(host, to, sendAt, whenExhausted);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(response.StatusCode == HttpStatusCode.Accepted, body.GetRawText());
        return (response.StatusCode, body.GetProperty("pushId").GetString()!);
    }

    private static Task<HttpResponseMessage> TryPostAsync(
        AppHost host, object to, DateTimeOffset? sendAt = null, string whenExhausted = "refuse")
    {
        var appEvent = new Dictionary<string, object>
        {
            ["id"] = Some.Id(),
            ["type"] = "note",
            ["to"] = to,
            ["whenExhausted"] = whenExhausted,
            ["push"] = new { title = "Hello", content = "We have opened." },
        };
        if (sendAt is { } time) appEvent["sendAt"] = time;
        return host.TryPostAsync(JsonSerializer.Serialize(appEvent, Wire.Json));
    }

    private static async Task<JsonElement> LookAsync(AppHost host, string push)
    {
        using var response = await host.GetAsync($"api/pushes/{push}");
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static Task<JsonElement> FinishedAsync(AppHost host, string push) =>
        UntilAsync(host, push, look => look.GetProperty("state").GetString() == "finished");

    private static async Task<JsonElement> UntilAsync(AppHost host, string push, Func<JsonElement, bool> condition)
    {
        JsonElement last = default;
        await Soon.IsTrueAsync(
            async () => condition(last = await LookAsync(host, push)), () => $"Push {push} is {last}");
        return last;
    }
}
