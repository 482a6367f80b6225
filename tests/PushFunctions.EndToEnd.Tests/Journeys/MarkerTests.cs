using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PushFunctions.EndToEnd.Tests.LocalHost;
using PushFunctions.EndToEnd.Tests.Support;
using PushFunctions.Storage;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>
/// What is planted in every part of an event, and every secret, is found in no log at information or above, no span
/// and no tag of a metric, however the push ends.
/// </summary>
public sealed class MarkerTests(Stack stack) : IClassFixture<Stack>
{
    private static readonly IReadOnlyList<string> Secrets =
    [
        Sources.Secret, Sources.NextSecret, "5CFd2fd1755d40ecb72977518be15d3b", "Bearer ",
    ];

    [Theory]
    [InlineData(null, "finished")]
    [InlineData(400, "finished")]
    [InlineData(500, "finished")]
    [InlineData(401, "stalled")]
    public async Task Nothing_that_was_planted_is_told(int? status, string end)
    {
        var marker = $"marker{Guid.NewGuid():N}"[..16];
        using var log = new LogLines();
        using var told = new Told();
        await using var host = await stack.StartHostAsync(services: services =>
            services.AddSingleton<ILoggerProvider>(log).AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug)));
        stack.Simulator.Faults.Clear();
        if (status is not null)
        {
            stack.Simulator.Faults.Add(new()
            {
                Endpoint = "push/single", Status = status.Value, Error = "illegal_argument", Description = $"[{marker}] is not legal",
            });
        }

        var push = await host.PostAsync(new
        {
            id = Some.Id(),
            type = "some.type",
            to = new { user = $"{marker}user" },
            push = new { title = $"{marker}title", content = $"{marker}content", ext = new { k = $"{marker}ext" } },
            data = new { x = $"{marker}data" },
        });
        await push.UntilAsync(now => now.State == end);
        using var refused = await host.TryPostAsync($$"""{"type":"some.type","to":{"user":"{{marker}}"},"push":{"title":17,"content":"{{marker}}"} }""");
        using var forged = Signed.StandardWebhooks("demo", $$"""{"type":"some.type","data":"{{marker}}"}""");
        forged.Headers.Remove("webhook-signature");
        forged.Headers.Add("webhook-signature", $"v1,{Convert.ToBase64String(new byte[32])}");
        using var unsigned = await host.SendAsync(forged);

        Assert.Equal((400, 401), ((int)refused.StatusCode, (int)unsigned.StatusCode));
        // All of it was there to be told: a span ends a little after what it is about.
        await Soon.IsTrueAsync(
            () => told.All.Any(text => text.Contains(push.Id, StringComparison.Ordinal)), () => "No span has ended.");
        Assert.NotEmpty(log.From(LogLevel.Information));
        var everything = log.From(LogLevel.Information).Concat(told.All).Append(await unsigned.Content.ReadAsStringAsync());
        Assert.DoesNotContain(
            everything, text => Secrets.Append(marker).Any(part => text.Contains(part, StringComparison.Ordinal)));
    }

    /// <summary>All spans and tags of metrics, of other tests as well.</summary>
    private sealed class Told : IDisposable
    {
        private readonly ConcurrentQueue<string> _texts = [];
        private readonly ActivityListener _spans;
        private readonly MeterListener _meters = new();

        public Told()
        {
            _spans = new()
            {
                ShouldListenTo = source => source.Name == PushTelemetry.SourceName,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = span => _texts.Enqueue(
                    $"{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Events.SelectMany(what => what.Tags))}"),
            };
            ActivitySource.AddActivityListener(_spans);
            _meters.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == PushMetrics.MeterName) listener.EnableMeasurementEvents(instrument);
            };
            _meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Keep(instrument, tags));
            _meters.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Keep(instrument, tags));
            _meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Keep(instrument, tags));
            _meters.Start();
        }

        public IReadOnlyList<string> All => [.. _texts];

        public void Dispose()
        {
            _spans.Dispose();
            _meters.Dispose();
        }

        private void Keep(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            _texts.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray())}");
    }
}
