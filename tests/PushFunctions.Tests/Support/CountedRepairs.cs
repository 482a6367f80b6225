using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using PushFunctions.Storage;

namespace PushFunctions.Tests;

/// <summary>What the watchdog of a bed says it has put again, by kind.</summary>
internal sealed class CountedRepairs : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _counts = new();

    public CountedRepairs(MemoryBed bed)
    {
        var factory = bed.Get<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // Other tests have meters of the same name.
            if (instrument.Meter.Scope == factory && instrument.Name == "push.repairs")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>(
            (_, value, tags, _) => _counts.AddOrUpdate($"{tags[0].Value}", value, (_, sum) => sum + value));
        _ = bed.Get<PushMetrics>();
        _listener.Start();
    }

    /// <summary>As <c>kind: number</c>.</summary>
    public IEnumerable<string> All => _counts.Select(count => $"{count.Key}: {count.Value}").Order(StringComparer.Ordinal);

    public void Dispose() => _listener.Dispose();
}
