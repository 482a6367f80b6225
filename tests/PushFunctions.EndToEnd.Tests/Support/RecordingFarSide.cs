using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace PushFunctions.EndToEnd.Tests.Support;

/// <summary>A far side that takes everything and keeps each call's whole body.</summary>
public sealed class RecordingFarSide : IAsyncDisposable
{
    private readonly ConcurrentQueue<JsonElement> _calls = new();
    private readonly ConcurrentQueue<DateTimeOffset> _moments = new();
    private readonly WebApplication _app;

    public RecordingFarSide()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        _app = builder.Build();
        _app.MapPost("/{org}/{app}/push/single", AnswerAsync);
        _app.MapPost("/{org}/{app}/token", GiveTokenAsync);
    }

    /// <summary>How long <c>POST token</c> takes.</summary>
    public TimeSpan TokenTakes { get; set; }

    /// <summary>When calls came.</summary>
    public IReadOnlyList<DateTimeOffset> Moments => [.. _moments.Order()];

    public string Address => _app.Urls.Single();

    public Task StartAsync() => _app.StartAsync();

    /// <summary>The body of the only call to a user.</summary>
    public JsonElement CallTo(string user) => Assert.Single(
        _calls, call => call.GetProperty("targets").EnumerateArray().Any(target => target.GetString() == user));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task GiveTokenAsync(HttpContext http)
    {
        await Task.Delay(TokenTakes, TimeProvider.System, http.RequestAborted);
        await http.Response.WriteAsync("""{"access_token":"a-token","expires_in":3600}""");
    }

    private async Task AnswerAsync(HttpContext http)
    {
        _moments.Enqueue(TimeProvider.System.GetUtcNow());
        var call = (await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body)).Clone();
        _calls.Enqueue(call);
        var data = call.GetProperty("targets").EnumerateArray()
            .Select(target => new { id = target.GetString(), pushStatus = "SUCCESS", desc = "" });
        await http.Response.WriteAsync(JsonSerializer.Serialize(new { data }));
    }
}
