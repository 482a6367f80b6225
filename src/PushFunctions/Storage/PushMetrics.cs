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

    /// <summary>The watchdog looks every 15 s, on one of the instances.</summary>
    private static readonly TimeSpan ToldFor = TimeSpan.FromSeconds(60);

    private readonly Counter<long> _events;
    private readonly Counter<long> _calls;
    private readonly Counter<double> _throttled;
    private readonly Counter<long> _users;
    private readonly Histogram<int> _tries;
    private readonly Counter<long> _deadLetters;
    private readonly Counter<long> _repairs;
    private readonly Counter<long> _callbacks;
    private readonly Counter<long> _removed;
    private readonly ConcurrentDictionary<string, double> _ages = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private DateTimeOffset _seenAt = DateTimeOffset.MinValue;
    private int _open;

    public PushMetrics(IMeterFactory factory, TimeProvider time)
    {
        _time = time;
        var meter = factory.Create(MeterName);
        _events = meter.CreateCounter<long>("push.events", "{event}", "Events by what they were answered.");
        _calls = meter.CreateCounter<long>("push.calls", "{call}", "Calls to the push service by what came of them.");
        _throttled = meter.CreateCounter<double>("push.throttled", "s", "For how long calls were held back.");
        _users = meter.CreateCounter<long>("push.users", "{user}", "Users by outcome.");
        _tries = meter.CreateHistogram<int>("push.tries", "{try}", "Tries that users took until their outcome.");
        _deadLetters = meter.CreateCounter<long>(
            "push.dead_letters", "{letter}", "Users and messages that will not be tried again by themselves.");
        _repairs = meter.CreateCounter<long>("push.repairs", "{message}", "Late work that was put again.");
        _callbacks = meter.CreateCounter<long>("push.callbacks", "{call}", "Tries to tell callbacks.");
        _removed = meter.CreateCounter<long>("push.removed", "{push}", "Pushes removed when their time was over.");
        meter.CreateObservableGauge("push.open", Open, "{push}", "Pushes that have not ended.");
        meter.CreateObservableGauge(
            "push.work.oldest.age", Ages, "s", "How long the oldest work is overdue, or the oldest open push is open.");
    }

    /// <param name="app">One that the settings name: whoever posts could invent others. Null: none is known.</param>
    /// <param name="result">What it was answered.</param>
    public void CountEvent(string? app, string result) =>
        _events.Add(1, new("app", app ?? DeadLetterRow.NoApp), new("result", result));

    public void CountCall(string app, string endpoint, string result) => _calls.Add(
        1, new("app", app), new("endpoint", endpoint), new("result", result));

    /// <summary>All calls of an app to an endpoint are held back for so long, those of all instances.</summary>
    public void CountThrottled(string app, string endpoint, TimeSpan wait)
    {
        if (wait > TimeSpan.Zero) _throttled.Add(wait.TotalSeconds, new("app", app), new("endpoint", endpoint));
    }

    public void CountUsers(string app, string outcome, int users)
    {
        if (users > 0) _users.Add(users, new("app", app), new("outcome", outcome));
    }

    /// <summary>One user has an outcome, after so many tries.</summary>
    public void CountTries(string app, string outcome, int tries) =>
        _tries.Record(tries, new("app", app), new("outcome", outcome));

    public void CountDeadUsers(string app, int users)
    {
        if (users > 0) _deadLetters.Add(users, new("app", app), new("kind", "users"));
    }

    public void CountDeadMessage() => _deadLetters.Add(1, new("app", DeadLetterRow.NoApp), new("kind", "messages"));

    public void CountRepair(string kind, int messages = 1)
    {
        if (messages > 0) _repairs.Add(messages, new KeyValuePair<string, object?>("kind", kind));
    }

    public void CountCallback(string what, string result) =>
        _callbacks.Add(1, new("event", what), new("result", result));

    public void CountRemoved(int pushes)
    {
        if (pushes > 0) _removed.Add(pushes);
    }

    /// <summary>What the watchdog saw; told until it looks again, here or, after a minute, elsewhere.</summary>
    /// <param name="open">How many pushes are open.</param>
    /// <param name="ages">How old the oldest is, by where it lies.</param>
    public void See(int open, params ReadOnlySpan<(string Place, TimeSpan Age)> ages)
    {
        (_open, _seenAt) = (open, _time.GetUtcNow());
        foreach (var (place, age) in ages) _ages[place] = Math.Max(0, age.TotalSeconds);
    }

    /// <summary>An instance whose watchdog does not run says nothing.</summary>
    private bool HasSeen => _time.GetUtcNow() - _seenAt < ToldFor;

    private IEnumerable<Measurement<int>> Open() => HasSeen ? [new(_open)] : [];

    private IEnumerable<Measurement<double>> Ages() => HasSeen
        ? _ages.Select(age => new Measurement<double>(age.Value, new KeyValuePair<string, object?>("place", age.Key)))
        : [];
}
