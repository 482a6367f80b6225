using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace AgoraChat.Simulator.Tests;

/// <summary>A simulator on a clock that the test moves, and bare HTTP to it.</summary>
public abstract class SimulatorTest : IAsyncLifetime
{
    internal const string Push = "agora-demo/testapp/push/single";

    internal ManualTime Time { get; } = new();

    internal SimulatorServer Simulator { get; private set; } = null!;

    internal HttpClient Http { get; private set; } = null!;

    protected virtual SimulatorOptions Options => new();

    public async Task InitializeAsync()
    {
        Simulator = await SimulatorServer.StartAsync(Options, Time, CancellationToken.None);
        Http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(Simulator.Address + "/") };
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await Simulator.DisposeAsync();
    }

    internal string Token(TimeSpan? lifetime = null) => AppToken
        .Create(Some.AppId, Some.Certificate, Time.GetUtcNow(), lifetime ?? TimeSpan.FromHours(1), salt: 7).Text;

    internal static string Body(params string[] targets) =>
        JsonSerializer.Serialize(new { targets, pushMessage = new { title = "t", content = "c" } });

    internal Task<(int Status, JsonElement Body)> PushAsync(params string[] targets) =>
        PostAsync(Push, Body(targets), Token());

    /// <summary>A call of this app with a good token.</summary>
    internal Task<(int Status, JsonElement Body)> CallAsync(HttpMethod method, string path, string? body = null) =>
        SendAsync(method, $"agora-demo/testapp/{path}", body, Token());

    /// <summary>A call of this app that is answered with 200.</summary>
    /// <returns>The body as it came, with the clock's time as <c>NOW</c>.</returns>
    internal async Task<string> AnswerAsync(HttpMethod method, string path, string? body = null)
    {
        var (status, answer) = await CallAsync(method, path, body);
        Assert.True(status == 200, $"{status} {answer}");
        return answer.GetRawText().Replace($"{Time.Now.ToUnixTimeMilliseconds()}", "NOW", StringComparison.Ordinal);
    }

    internal async Task SwitchAsync([StringSyntax("Json")] string switches)
    {
        var (status, body) = await SendAsync(HttpMethod.Put, "simulator/switches", switches);
        Assert.True(status == 200, $"{body}");
    }

    internal Task<(int Status, JsonElement Body)> PostAsync(string path, string body, string? token = null) =>
        SendAsync(HttpMethod.Post, path, body, token);

    internal async Task<(int Status, JsonElement Body)> SendAsync(
        HttpMethod method, string path, string? body = null, string? token = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, type);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }
}
