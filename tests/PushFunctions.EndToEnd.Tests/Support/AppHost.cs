using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using PushFunctions.LocalHost;

namespace PushFunctions.EndToEnd.Tests.Support;

/// <summary>One running host of the app, as its users see it: over HTTP.</summary>
public sealed class AppHost(LocalFunctionsHost host) : IAsyncDisposable
{
    /// <summary>Long enough for a thousand events on a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly HttpClient _http =
        new(new SocketsHttpHandler(), disposeHandler: true) { BaseAddress = host.BaseAddress, Timeout = Patience };

    public Uri BaseAddress => host.BaseAddress;

    /// <summary>Posts an event and asserts that it is accepted.</summary>
    public async Task<Push> PostAsync(object appEvent)
    {
        using var response = await TryPostAsync(JsonSerializer.Serialize(appEvent, Wire.Json));
        return await ReadAcceptedAsync(response);
    }

    /// <summary>Posts a body as it is.</summary>
    /// <param name="body">The body.</param>
    /// <param name="contentType">The content type; null sends none.</param>
    public Task<HttpResponseMessage> TryPostAsync(string body, string? contentType = "application/json") =>
        TryPostAsync(Encoding.UTF8.GetBytes(body), contentType);

    /// <inheritdoc cref="TryPostAsync(string, string?)"/>
    public Task<HttpResponseMessage> TryPostAsync(byte[] body, string? contentType = "application/json") =>
        TryPostAsync("api/events", body, contentType);

    /// <summary>Posts an event and waits for what becomes of the user.</summary>
    public Task<HttpResponseMessage> TryAwaitAsync(object appEvent, CancellationToken cancellationToken = default) =>
        _http.PostAsync(
            new Uri("api/events?wait=true", UriKind.Relative),
            new StringContent(JsonSerializer.Serialize(appEvent, Wire.Json), Encoding.UTF8, "application/json"),
            cancellationToken);

    /// <summary>The same, and asserts that there is an answer.</summary>
    public async Task<AnsweredAnswer> AwaitAsync(object appEvent)
    {
        using var response = await TryAwaitAsync(appEvent);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{(int)response.StatusCode} {body}");
        return JsonSerializer.Deserialize<AnsweredAnswer>(body, Wire.Json)!;
    }

    /// <summary>The same, and asserts that the push goes on without an answer.</summary>
    public async Task<Push> AwaitInVainAsync(object appEvent)
    {
        using var response = await TryAwaitAsync(appEvent);
        return await ReadAcceptedAsync(response);
    }

    /// <summary>Asks what an event would send.</summary>
    public Task<HttpResponseMessage> TryPreviewAsync(string body, string? contentType = "application/json") =>
        TryPostAsync("api/events/preview", Encoding.UTF8.GetBytes(body), contentType);

    /// <summary>The same, and asserts that there is an answer.</summary>
    public async Task<PreviewAnswer> PreviewAsync(object appEvent)
    {
        using var response = await TryPreviewAsync(JsonSerializer.Serialize(appEvent, Wire.Json));
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{(int)response.StatusCode} {body}");
        return JsonSerializer.Deserialize<PreviewAnswer>(body, Wire.Json)!;
    }

    /// <summary>Sends any request; the path is relative to the server's root.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _http.SendAsync(request);

    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute));

    /// <summary>Reads a push.</summary>
    public async Task<PushStatus> StatusOfAsync(string pushId)
    {
        using var response = await GetAsync($"api/pushes/{pushId}");
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{(int)response.StatusCode} {body}");
        return JsonSerializer.Deserialize<PushStatus>(body, Wire.Json)!;
    }

    /// <summary>Stops as the platform asks a process to: no new work, what runs is told and waited for.</summary>
    public Task StopAsync() => host.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        _http.Dispose();
    }

    private Task<HttpResponseMessage> TryPostAsync(string path, byte[] body, string? contentType)
    {
        var content = new ByteArrayContent(body);
        if (contentType is not null) content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return _http.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    private async Task<Push> ReadAcceptedAsync(HttpResponseMessage response) =>
        new(this, await AcceptedAnswer.ReadAsync(response), response.Headers.Location);
}
