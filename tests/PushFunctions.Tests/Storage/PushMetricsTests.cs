using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using PushFunctions.Accept;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Storage;

/// <summary>What the real handlers count, as a listener hears it, and what the page says of it.</summary>
public sealed class PushMetricsTests : IDisposable
{
    private readonly MemoryPipeline _pipeline = new() { MakesCalls = true };
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, string> _units = new();
    private readonly ConcurrentDictionary<string, double> _sums = new();

    public PushMetricsTests()
    {
        var factory = _pipeline.Bed.Get<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // Other tests have meters of the same name.
            if (instrument.Meter.Scope != factory) return;
            _units[instrument.Name] = instrument.Unit!;
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _ = _pipeline.Bed.Get<PushMetrics>();
        _listener.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _pipeline.Dispose();
    }

    [Fact]
    public async Task Calls_and_users_are_counted_by_what_came_of_them()
    {
        await _pipeline.AcceptAsync(250);
        _pipeline.Run(TimeSpan.FromSeconds(30));

        Assert.Equal(3, _sums["push.calls app=default endpoint=PushSingle result=answered"]);
        Assert.Equal(250, _sums["push.users app=default outcome=accepted"]);
        Assert.Equal(2, _sums.Keys.Count(key => !key.StartsWith("push.open", StringComparison.Ordinal)
            && !key.StartsWith("push.work", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_the_watchdog_sees_is_told_until_it_looks_again()
    {
        await _pipeline.AcceptAsync(1, push => push.Created = _pipeline.Bed.Time.Now.AddSeconds(-100));
        await _pipeline.WatchAsync();
        _listener.RecordObservableInstruments();

        Assert.Equal(1, _sums["push.open"]);
        Assert.Equal(100, _sums["push.work.oldest.age place=open"]);
        Assert.Equal(1, _sums["push.repairs kind=first_message"]);
    }

    [Fact]
    public void Events_that_are_refused_are_counted()
    {
        _pipeline.Bed.Get<EventDoor>().Refuse(AcceptProblems.TooManyPushes);

        Assert.Equal(1, _sums["push.events result=refused"]);
    }

    [Fact]
    public void The_page_names_every_instrument_with_its_unit_and_no_other()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));
        var chapter = page[page.IndexOf("## Signals", StringComparison.Ordinal)..];
        var rows = chapter[..chapter.IndexOf("\n## ", 3, StringComparison.Ordinal)].Split('\n')
            .Where(line => line.StartsWith("| `push.", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(cells => cells[1].Trim('`'), cells => cells[3].Trim('`'));

        Assert.Equal(_units.OrderBy(unit => unit.Key), rows.OrderBy(row => row.Key));
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = instrument.Name;
        foreach (var tag in tags) key += $" {tag.Key}={tag.Value}";
        _sums.AddOrUpdate(key, value, (_, sum) => instrument.IsObservable ? value : sum + value);
    }
}
