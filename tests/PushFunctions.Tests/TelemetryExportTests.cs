using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using PushFunctions.Storage;

namespace PushFunctions.Tests;

/// <summary>
/// The queries of alerts and workbook read `customDimensions.EventId`, names of metrics and their tags: here is what the
/// exporter really posts, taken in by a server in place of Azure Monitor.
/// </summary>
public sealed partial class TelemetryExportTests : IAsyncDisposable
{
    /// <summary>No other test has these: an exporter hears all meters of a name in the process.</summary>
    private const int Open = 20_261;
    private const int Age = 21_261;
    private const int Repairs = 22_261;

    private readonly ConcurrentQueue<JsonElement> _posted = [];
    private readonly WebApplication _monitor;

    public TelemetryExportTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _monitor = builder.Build();
        _monitor.Urls.Add("http://127.0.0.1:0");
        _monitor.MapPost("/{version}/track", TakeInAsync);
    }

    [Fact]
    public async Task Lines_of_the_log_carry_their_number_also_where_their_trace_is_not_sent()
    {
        await ExportAsync(provider =>
        {
            using var unsent = new Activity("request")
                .SetParentId(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.None).Start();
            WriteDead(provider.GetRequiredService<ILogger<TelemetryExportTests>>(), 3);
        });

        var line = Posted("MessageData").Single(data => data.GetProperty("properties").TryGetProperty("EventId", out _));
        Assert.Equal("5002", line.GetProperty("properties").GetProperty("EventId").GetString());
        Assert.Equal("3 users are dead letters.", line.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Metrics_have_their_names_and_tags()
    {
        await ExportAsync(provider =>
        {
            var metrics = provider.GetRequiredService<PushMetrics>();
            metrics.See(Open, ("push-delivery", TimeSpan.FromSeconds(Age)));
            metrics.CountRepair("step", Repairs);
        });

        Assert.Single(MetricsOf("push.open", Open));
        Assert.Equal("push-delivery", Assert.Single(MetricsOf("push.work.oldest.age", Age)).GetProperty("place").GetString());
        Assert.Equal("step", Assert.Single(MetricsOf("push.repairs", Repairs)).GetProperty("kind").GetString());
    }

    public ValueTask DisposeAsync() => _monitor.DisposeAsync();

    [LoggerMessage(5002, LogLevel.Error, "{Users} users are dead letters.")]
    private static partial void WriteDead(ILogger log, int users);

    private async Task ExportAsync(Action<IServiceProvider> work)
    {
        await _monitor.StartAsync();
        IConfiguration settings = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new(
                TelemetrySetup.ConnectionString,
                $"InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint={_monitor.Urls.Single()}/"),
        ]).Build();
        using var provider = new ServiceCollection().AddSingleton(settings).AddSingleton(TimeProvider.System)
            .AddLogging().AddMetrics().AddSingleton<PushMetrics>().AddTelemetry(settings, _ => { }).BuildServiceProvider();
        var meters = provider.GetRequiredService<MeterProvider>();

        // The exporter joins in when the host starts.
        foreach (var hosted in provider.GetServices<IHostedService>()) await hosted.StartAsync(CancellationToken.None);

        work(provider);

        Assert.True(meters.ForceFlush());
        Assert.True(provider.GetRequiredService<LoggerProvider>().ForceFlush());
    }

    private async Task<IResult> TakeInAsync(HttpRequest request)
    {
        await using var body = request.Headers.ContentEncoding == "gzip"
            ? new GZipStream(request.Body, CompressionMode.Decompress)
            : request.Body;
        using var reader = new StreamReader(body);
        var taken = 0;
        while (await reader.ReadLineAsync() is { } line)
        {
            _posted.Enqueue(JsonElement.Parse(line));
            taken++;
        }

        return Results.Json(new { itemsReceived = taken, itemsAccepted = taken, errors = Array.Empty<string>() });
    }

    private IEnumerable<JsonElement> Posted(string type) => _posted.Select(item => item.GetProperty("data"))
        .Where(data => data.GetProperty("baseType").GetString() == type).Select(data => data.GetProperty("baseData"));

    /// <summary>The tags of what was posted under a name with a value.</summary>
    private IEnumerable<JsonElement> MetricsOf(string name, double value) =>
        from data in Posted("MetricData")
        where Metric(data).GetProperty("name").GetString() == name && Metric(data).GetProperty("value").GetDouble() == value
        select data.TryGetProperty("properties", out var tags) ? tags : default;

    private static JsonElement Metric(JsonElement data) => data.GetProperty("metrics")[0];
}
