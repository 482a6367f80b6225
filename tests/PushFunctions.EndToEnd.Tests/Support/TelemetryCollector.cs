using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;

namespace PushFunctions.EndToEnd.Tests.Support;

/// <summary>A collector on loopback that keeps what it is sent by OTLP over HTTP, as it came.</summary>
public sealed class TelemetryCollector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _sent = new();
    private readonly WebApplication _app;

    public TelemetryCollector()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            _sent.Enqueue((http.Request.Path.Value!, body.ToArray()));
            http.Response.ContentType = "application/x-protobuf";
        });
    }

    /// <summary>What came for a kind: traces, metrics or logs; a letter for each byte, so that ASCII can be read.</summary>
    public string Sent(string kind) =>
        string.Concat(_sent.Where(one => one.Path == $"/v1/{kind}").Select(one => Encoding.Latin1.GetString(one.Body)));

    /// <summary>The settings by which a host sends here, soon.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        [TelemetrySetup.Collector] = _app.Urls.Single(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
    };

    public Task StartAsync() => _app.StartAsync();

    /// <summary>Adds to a host what the app's own start adds.</summary>
    public void AddTo(IServiceCollection services) => services.AddTelemetry(
        new ConfigurationBuilder()
            .AddInMemoryCollection(Settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build(),
        telemetry => telemetry.WithTracing(traces => traces.AddSource("Microsoft.AspNetCore")));

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
