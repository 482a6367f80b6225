using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace PushFunctions.Storage;

/// <summary>
/// The app's counters and gauges. Tags name apps, endpoints and outcomes, never a push or a user: each value of a tag
/// is a series that somebody pays for.
/// </summary>
public sealed class PushMetrics
{
    public const string MeterName = "PushFunctions";

    private readonly Counter<long> _events;
    private readonly Counter<long> _calls;
    private readonly Counter<long> _users;
    private readonly Counter<long> _repairs;
    private readonly Counter<long> _callbacks;
    private readonly Counter<long> _removed;
    private readonly ConcurrentDictionary<string, double> _ages = new(StringComparer.Ordinal);
    private int? _open;

    public PushMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(MeterName);
        _events = meter.CreateCounter<long>("push.events", "{event}", "Events by what they were answered.");
        _calls = meter.CreateCounter<long>("push.calls", "{call}", "Calls to the push service by what came of them.");
        _users = meter.CreateCounter<long>("push.users", "{user}", "Users of settled parcels by outcome.");
        _repairs = meter.CreateCounter<long>("push.repairs", "{message}", "Work that the watchdog has put again.");
        _callbacks = meter.CreateCounter<long>("push.callbacks", "{call}", "Tries to tell callbacks.");
        _removed = meter.CreateCounter<long>("push.removed", "{push}", "Pushes removed when their time was over.");
        meter.CreateObservableGauge("push.open", Open, "{push}", "Pushes that have not ended.");
        meter.CreateObservableGauge(
            "push.work.oldest.age", Ages, "s", "How long the oldest work is overdue, or the oldest open push is open.");
    }

    public void CountEvent(string result) => _events.Add(1, new KeyValuePair<string, object?>("result", result));

    public void CountCall(string app, string endpoint, string result) => _calls.Add(
        1, new("app", app), new("endpoint", endpoint), new("result", result));

    public void CountUsers(string app, string outcome, int users)
    {
        if (users > 0) _users.Add(users, new("app", app), new("outcome", outcome));
    }

    public void CountRepair(string kind, int messages = 1) =>
        _repairs.Add(messages, new KeyValuePair<string, object?>("kind", kind));

    public void CountCallback(string what, string result) =>
        _callbacks.Add(1, new("event", what), new("result", result));

    public void CountRemoved(int pushes)
    {
        if (pushes > 0) _removed.Add(pushes);
    }

    /// <summary>What the watchdog saw; told until it looks again.</summary>
    /// <param name="open">How many pushes are open.</param>
    /// <param name="ages">How old the oldest is, by where it lies.</param>
    public void See(int open, params ReadOnlySpan<(string Place, TimeSpan Age)> ages)
    {
        _open = open;
        foreach (var (place, age) in ages) _ages[place] = Math.Max(0, age.TotalSeconds);
    }

    /// <summary>An instance whose watchdog never ran says nothing.</summary>
    private IEnumerable<Measurement<int>> Open() => _open is { } open ? [new(open)] : [];

    private IEnumerable<Measurement<double>> Ages() =>
        _ages.Select(age => new Measurement<double>(age.Value, new KeyValuePair<string, object?>("place", age.Key)));
}
