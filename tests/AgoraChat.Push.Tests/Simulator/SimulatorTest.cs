using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AgoraChat.Simulator;

namespace AgoraChat.Push.Tests;

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
