using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using PushFunctions.Storage;

namespace PushFunctions.Tests;

/// <summary>Hears the counters and gauges of one bed, and no others of the same name.</summary>
internal sealed class MeterEar : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, string> _units = new();
    private readonly ConcurrentDictionary<string, double> _sums = new();

    public MeterEar(MemoryBed bed)
    {
        var factory = bed.Get<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope != factory) return;
            _units[instrument.Name] = instrument.Unit!;
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _ = bed.Get<PushMetrics>();
        _listener.Start();
    }

    /// <summary>The unit of each instrument.</summary>
    public IReadOnlyDictionary<string, string> Units => _units;

    /// <summary>What was counted with one set of tags, as <c>push.calls app=default endpoint=PushSingle …</c>.</summary>
    public double this[string series] => _sums.GetValueOrDefault(series);

    /// <summary>All that an instrument has told: each set of tags with its sum, in order.</summary>
    public IReadOnlyList<string> Of(string instrument) =>
    [
        .. _sums.Where(series => series.Key == instrument || series.Key.StartsWith($"{instrument} ", StringComparison.Ordinal))
            .Select(series => $"{series.Key[instrument.Length..].TrimStart()}: {series.Value}".TrimStart(':', ' '))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The instruments that have told anything.</summary>
    public IReadOnlyList<string> Heard => [.. _sums.Keys.Select(series => series.Split(' ')[0]).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Asks the gauges.</summary>
    public void Ask() => _listener.RecordObservableInstruments();

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = instrument.Name;
        foreach (var tag in tags) key += $" {tag.Key}={tag.Value}";
        _sums.AddOrUpdate(key, value, (_, sum) => instrument.IsObservable ? value : sum + value);
    }
}
