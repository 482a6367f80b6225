using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PushFunctions.EndToEnd.Tests.LocalHost;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>What an app sends, whom it sends to, and what lets it in is in no log, trace, metric or problem.</summary>
public sealed class NothingToldTests : IAsyncLifetime
{
    /// <summary>Each also stands where it is refused, and in the far side's own words.</summary>
    private const string User = "marked-user";
    private const string Title = "MarkedTitle";
    private const string Content = "MarkedContent";
    private const string Extra = "MarkedExtra";
    private const string Data = "MarkedData";
    private const string Signature = "bWFya2VkLXNpZ25hdHVyZS1vZi1ub2JvZHktYXQtYWxs";

    /// <summary>What opens doors: the app's certificate, what tokens begin with, the hooks' secrets, the storage's key.</summary>
    private static readonly string[] Keys =
    [
        "5CFd2fd1755d40ecb72977518be15d3b", "007eJ", Sources.Secret["whsec_".Length..], Sources.NextSecret["whsec_".Length..],
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq",
    ];

    private LogLines _log = null!;
    private TelemetryCollector _collector = null!;
    private Stack _stack = null!;
    private AppHost _host = null!;

    public async Task InitializeAsync()
    {
        (_log, _collector) = (new(), new());
        _stack = await Stack.StartAsync();
        await _collector.StartAsync();
        _host = await _stack.StartHostAsync(_collector.Settings, services: services =>
        {
            services.AddSingleton<ILoggerProvider>(_log);
            _collector.AddTo(services);
        });
    }

    public async Task DisposeAsync()
    {
        await _collector.DisposeAsync();
        await _stack.DisposeAsync();
        _log.Dispose();
    }

    [Fact]
    public async Task Of_what_is_sent_and_of_what_fails()
    {
        var (sent, dead, split) = ($"{User}-sent", $"{User}-dead", $"{User}-split");
        _stack.Simulator.Faults.Add(new() { Endpoint = "push/single", PushStatus = "ERROR", Desc = $"{dead} {Content}", Users = [dead] });
        _stack.Simulator.Faults.Add(new()
        {
            Endpoint = "push/single", Status = 400, Error = "illegal_argument", Description = $"username {split} {Title}", Users = [split],
        });
        _stack.Simulator.Faults.Add(new() { Endpoint = "push/single", Status = 500, Description = $"{sent} {Extra}", Count = 1 });

        var push = await _host.PostAsync(Event(sent, dead, split));
        await push.FinishedAsync();
        using var awaited = await _host.TryAwaitAsync(Event($"{User}-awaited"));
        await _host.GetAsync($"api/pushes/{push.Id}/users/{sent}");

        await AssertNothingToldAsync(push.Id);
    }

    [Theory]
    [InlineData($$"""{"id":"1","type":"t","to":{"user":"{{User}}"},"push":{"title":"{{Title}} that is far too long for a title","content":"{{Content}}"} }""")]
    [InlineData($$"""{"id":"1","type":"t","to":{"user":"{{User}} {{User}}"},"push":{"title":"{{Title}}","content":"{{Content}}"} }""")]
    [InlineData($$"""{"id":"1","type":"t","to":{"user":"{{User}}"},"push":{"title":"{{Title}}","content":["{{Content}}"]} }""")]
    [InlineData($$"""{"id":"1","type":"booking","data":{"who":"{{User}} {{User}}","text":"{{Data}}"} }""")]
    [InlineData($$"""{"id":"1","type":"booking","data":{"who":{"{{Data}}":"{{Data}}"},"text":"{{Data}}"} }""")]
    [InlineData($$"""{"id":"1","type":"t","to":{"user":"{{User}}"},"data":{"{{Data}}":"{{Data}}" """)]
    [InlineData($$"""{"id":"1","type":"t","to":{"user":"{{User}}"},"push":{"title":"t","content":"c","ext":{"a":"{{Extra}}","a":"{{Extra}}"} } }""")]
    [InlineData($$"""{"id":"1","type":"t","to":{"users":["{{User}}","{{User}}!"]},"data":{"a":"{{Data}}"} }""")]
    public async Task Of_events_that_are_refused(string body)
    {
        using var response = await _host.TryPostAsync(body);

        var problem = await response.Content.ReadAsStringAsync();
        Assert.InRange((int)response.StatusCode, 400, 422);
        AssertNothingIn("the problem", problem);
        await AssertNothingToldAsync(null);
    }

    [Fact]
    public async Task Of_hooks_whose_signatures_are_wrong()
    {
        var body = JsonSerializer.Serialize(Event(User), Wire.Json);
        foreach (var headers in (Dictionary<string, string>[])
                 [
                     new() { ["webhook-id"] = "1", ["webhook-timestamp"] = Signed.Now(0), ["webhook-signature"] = $"v1,{Signature}" },
                     new() { ["webhook-id"] = "1", ["webhook-timestamp"] = Signature, ["webhook-signature"] = Signature },
                 ])
        {
            using var response = await _host.SendAsync(Signed.Post("api/hooks/demo", body, headers));
            Assert.Equal(401, (int)response.StatusCode);
            AssertNothingIn("the problem", await response.Content.ReadAsStringAsync());
        }

        await AssertNothingToldAsync(null);
    }

    [Fact]
    public async Task Of_storage_that_is_away()
    {
        await _stack.Azurite.StopAsync();
        using var response = await _host.TryPostAsync(JsonSerializer.Serialize(Event(User), Wire.Json));

        Assert.Equal(503, (int)response.StatusCode);
        AssertNothingIn("the problem", await response.Content.ReadAsStringAsync());
        await AssertNothingToldAsync(null);
    }

    private static object Event(params string[] users) => new
    {
        id = Some.Id(),
        type = "some.type",
        to = new { users },
        push = new { title = Title, content = Content, ext = new { a = Extra } },
        data = new { secret = Data },
    };

    /// <summary>All that the host has told anybody by now; when it is stopped, nothing is on its way any more.</summary>
    private async Task AssertNothingToldAsync(string? pushId)
    {
        await _host.DisposeAsync();
        var told = _log.From(LogLevel.Information);
        Assert.NotEmpty(told);
        AssertNothingIn("the log", string.Join('\n', told));
        foreach (var kind in (string[])["traces", "metrics", "logs"])
        {
            var sent = _collector.Sent(kind);
            Assert.NotEmpty(sent);
            if (pushId is not null && kind != "metrics") Assert.Contains(pushId, sent, StringComparison.Ordinal);
            AssertNothingIn($"the {kind}", sent);
        }
    }

    private static void AssertNothingIn(string where, string text) => Assert.All(
        (string[])[User, Title, Content, Extra, Data, Signature, .. Keys],
        marker => Assert.False(
            text.Contains(marker, StringComparison.OrdinalIgnoreCase), $"{where} has {marker}: {Around(text, marker)}"));

    private static string Around(string text, string marker)
    {
        var at = text.IndexOf(marker, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? "" : text[Math.Max(0, at - 300)..Math.Min(text.Length, at + 200)];
    }
}
