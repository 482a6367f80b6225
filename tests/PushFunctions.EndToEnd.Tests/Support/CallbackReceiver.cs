using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace PushFunctions.EndToEnd.Tests.Support;

/// <summary>A backend on loopback that is told what becomes of pushes; it keeps each request.</summary>
public sealed class CallbackReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<Told> _told = new();
    private readonly WebApplication _app;

    /// <param name="answer">Answers a request; is given the path, and how often it was asked for before.</param>
    public CallbackReceiver(Func<string, int, (int Status, string? Location)> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            var (path, body) = (http.Request.Path.Value!, await reader.ReadToEndAsync());
            var (status, location) = answer(path, At(path).Count);
            var headers = http.Request.Headers.ToDictionary(
                header => header.Key.ToUpperInvariant(), header => header.Value.ToString());
            _told.Enqueue(new(path, body, headers));
            http.Response.StatusCode = status;
            if (location is not null) http.Response.Headers.Location = location;
        });
    }

    public string Address => _app.Urls.Single();

    public int Port => new Uri(Address).Port;

    /// <summary>The requests for a path, in their order.</summary>
    public IReadOnlyList<Told> At(string path) => [.. _told.Where(told => told.Path == path)];

    public Task StartAsync() => _app.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>One request.</summary>
public sealed record Told(string Path, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public string Id => Headers["WEBHOOK-ID"];
}
