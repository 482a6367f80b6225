using PushFunctions.Audiences;
using PushFunctions.Deliver;
using PushFunctions.Dispatch;
using PushFunctions.Recover;
using PushFunctions.Storage;
using PushFunctions.Tests.Faults.Storage;

namespace PushFunctions.Tests.Faults;

/// <summary>What the platform does for the app: gives messages to processes, fires timers, keeps poison apart.</summary>
internal sealed class Platform
{
    private const int MostDequeues = 5;
    private const int MostRunning = 64;
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WatchdogEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PoisonEvery = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AudiencesEvery = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Near = TimeSpan.FromMinutes(1);

    private readonly World _world;
    private readonly FaultPlan _plan;
    private readonly Hosts _hosts;
    private readonly Network _network;
    private readonly Dictionary<StoredMessage, Host> _held = [];
    private readonly Dictionary<string, Host> _timers = [];
    private int _deliveries;
    private TimeSpan _lastPut;

    public Platform(World world, FaultPlan plan, Hosts hosts, Network network)
    {
        (_world, _plan, _hosts, _network) = (world, plan, hosts, network);
        network.Queues.Put = ShowWhenVisible;
        _world.After(WatchdogEvery, FireWatchdog);
        _world.After(PoisonEvery, FirePoison);
        if (plan.Events.Any(planned => planned.As == PostedAs.Audience)) _world.After(AudiencesEvery, FireAudiences);
        foreach (var more in plan.Faults.OfType<Fault.Watchdog>()) _world.After(more.At, () => Fire<WatchdogHandler>(null));
    }

    /// <summary>What failed with something that no fault of the plan explains.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>Whether no message is on its way, but what waits for its time.</summary>
    public bool IsQuiet => _held.Count == 0;

    /// <summary>What a process that dies held is seen again when its time is over.</summary>
    public void Release(Host host)
    {
        foreach (var message in _held.Where(held => held.Value == host).Select(held => held.Key).ToList())
        {
            _held.Remove(message);
            Show(message, _plan.Hidden * (0.5 + _world.Random.NextDouble() / 2));
        }

        foreach (var timer in _timers.Where(timer => timer.Value == host).Select(timer => timer.Key).ToList())
            _timers.Remove(timer);
    }

    /// <summary>
    /// While nothing is near, timers need not fire again and again in seven hours: they wait until shortly before the
    /// next message, or the next users who are due, whose message nobody has put.
    /// </summary>
    private TimeSpan UntilNext(TimeSpan every)
    {
        // Whatever is lost, the watchdog has put by then.
        var quietSince = _plan.FaultsUntil > _lastPut ? _plan.FaultsUntil : _lastPut;
        if (_world.Elapsed < quietSince + TimeSpan.FromMinutes(5) || _held.Count > 0) return every;
        var dues = _network.Tables[TableNames.PushIndex].All
            .Where(row => row.Partition.StartsWith(IndexRow.DuePrefix, StringComparison.Ordinal))
            .Select(row => (TimeSpan?)((DateTimeOffset)row.Values["At"]! - World.Start));
        var next = dues.Append(_network.Queues.NextAt).Min() - _world.Elapsed - Near;
        return next > every ? next.Value : every;
    }

    private void FireWatchdog()
    {
        Fire<WatchdogHandler>("watchdog");
        _world.After(UntilNext(WatchdogEvery), FireWatchdog);
    }

    private void FirePoison()
    {
        Fire<PoisonHandler>("poison");
        _world.After(UntilNext(PoisonEvery), FirePoison);
    }

    private void FireAudiences()
    {
        Fire<AudienceCleaner>("audiences");
        _world.After(UntilNext(AudiencesEvery), FireAudiences);
    }

    /// <param name="timer">The timer, which fires in one process at a time; null: whatever runs.</param>
    private void Fire<THandler>(string? timer)
        where THandler : notnull
    {
        if (_hosts.Any() is not { } host || (timer is not null && !_timers.TryAdd(timer, host))) return;
        host.Do(
            stopping => host.Get<THandler>() switch
            {
                WatchdogHandler watchdog => watchdog.HandleAsync(stopping),
                PoisonHandler poison => poison.HandleAsync(stopping),
                AudienceCleaner cleaner => cleaner.CleanAsync(stopping),
                _ => throw new InvalidOperationException("No timer fires this."),
            },
            failure =>
            {
                if (timer is not null) _timers.Remove(timer);
                Note(typeof(THandler).Name, failure);
            });
    }

    private void ShowWhenVisible(StoredMessage message)
    {
        _lastPut = _world.Elapsed;
        if (!message.Queue.EndsWith(QueueNames.PoisonSuffix, StringComparison.Ordinal))
            Show(message, message.VisibleAt - _world.Elapsed);
    }

    /// <summary>Lets a message be seen then, and be found by a look at the queue soon after.</summary>
    private void Show(StoredMessage message, TimeSpan after)
    {
        message.VisibleAt = _world.Elapsed + after;
        _world.After(after + _world.Between(0.02, 0.5), () => Take(message));
    }

    private void Take(StoredMessage message)
    {
        if (message.VisibleAt > _world.Elapsed || _held.ContainsKey(message) || !_network.Queues.Holds(message)) return;
        if (_hosts.Any() is not { Running: < MostRunning } host)
        {
            _world.After(_world.Between(0.2, 1), () => Take(message));
            return;
        }

        var no = ++_deliveries;
        if (_plan.Faults.OfType<Fault.Late>().FirstOrDefault(late => late.Delivery == no) is { } late)
        {
            Show(message, late.By);
            return;
        }

        if (_plan.Faults.OfType<Fault.Twice>().FirstOrDefault(twice => twice.Delivery == no) is { } twice)
            _network.Queues.Add(message.Queue, message.Text, twice.After);
        message.Take(TimeSpan.MaxValue);
        _held[message] = host;
        var body = BinaryData.FromBytes(Convert.FromBase64String(message.Text));
        host.Do(stopping => HandleAsync(host, message, body, stopping), failure => Finish(message, failure));
    }

    private static Task HandleAsync(Host host, StoredMessage message, BinaryData body, CancellationToken stopping) =>
        message.Queue == QueueNames.Dispatch
            ? host.Get<DispatchHandler>().HandleAsync(message.Id, body, stopping)
            : host.Get<DeliveryHandler>().HandleAsync(message.Id, body, stopping);

    private void Finish(StoredMessage message, Exception? failure)
    {
        _held.Remove(message);
        if (failure is null)
        {
            _network.Queues.Remove(message);
            return;
        }

        Note(message.Queue, failure);
        if (message.DequeueCount < MostDequeues)
        {
            Show(message, AfterFailure);
            return;
        }

        _network.Queues.Remove(message);
        _network.Queues.Add(message.Queue + QueueNames.PoisonSuffix, message.Text, TimeSpan.Zero);
    }

    /// <summary>That storage is away, and that a process stops, is expected; anything else is a defect.</summary>
    private void Note(string what, Exception? failure)
    {
        if (failure is null or OperationCanceledException || StorageErrors.IsAway(failure)) return;
        Failures.Add($"{what} at {_world.Elapsed}: {failure}");
    }
}
