namespace AgoraChat.Simulator;

/// <summary>Lets so many calls of an endpoint or a group through in any time, and refuses the others.</summary>
/// <remarks>A call must keep all its limits. Refused calls do not count.</remarks>
public sealed class CallLimits
{
    private readonly Lock _gate = new();
    private readonly SimulatorOptions _options;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, LimitMeter> _meters = new(StringComparer.Ordinal);

    internal CallLimits(SimulatorOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        Reset();
    }

    /// <summary>The limits that are set, by endpoint or group.</summary>
    public IReadOnlyDictionary<string, CallLimit> All
    {
        get
        {
            lock (_gate)
            {
                return _meters.Where(pair => pair.Value.Limit is not null)
                    .ToDictionary(pair => pair.Key, pair => pair.Value.Limit!);
            }
        }
    }

    /// <summary>The calls per minute of each endpoint or group that limits them.</summary>
    public IReadOnlyDictionary<string, int> CallsPerMinute => All
        .Where(pair => pair.Value.CallsPerMinute is not null)
        .ToDictionary(pair => pair.Key, pair => pair.Value.CallsPerMinute!.Value);

    /// <summary>Sets a limit per minute from now on, and no other for this name.</summary>
    /// <exception cref="ArgumentException">The endpoint is not simulated, or the limit is negative.</exception>
    public void Set(string endpoint, int callsPerMinute) => Set(endpoint, CallLimit.PerMinute(callsPerMinute));

    /// <summary>Sets a limit from now on; the calls before count against it.</summary>
    /// <param name="name">An endpoint, a group such as <c>labels</c>, or <c>total</c>.</param>
    /// <param name="limit">What passes; null: all.</param>
    /// <exception cref="ArgumentException">The name or the limit makes no sense; the message says why.</exception>
    public void Set(string name, CallLimit? limit) => Set([new(name, limit)]);

    /// <summary>Sets several limits at once, or, when one makes no sense, none.</summary>
    /// <exception cref="ArgumentException">A name or a limit makes no sense; the message says why.</exception>
    public void Set(IReadOnlyCollection<KeyValuePair<string, CallLimit?>> limits)
    {
        lock (_gate)
        {
            if (string.Join(' ', limits.SelectMany(pair => Problems(pair.Key, pair.Value))) is { Length: > 0 } problems)
                throw new ArgumentException(problems);
            foreach (var (name, limit) in limits)
                _meters[name].Limit = limit;
        }
    }

    /// <summary>Sets all limits as somebody documents them.</summary>
    public void Set(LimitPreset preset)
    {
        lock (_gate)
        {
            foreach (var (name, limit) in DocumentedLimits.Of(preset))
                _meters[name].Limit = limit;
        }
    }

    /// <returns>The limit that the call would break; null when it passes.</returns>
    internal LimitBreach? TryPass(Endpoint endpoint)
    {
        lock (_gate)
        {
            foreach (var name in endpoint.LimitNames)
            {
                if (_meters[name].Breach() is { } breach)
                    return breach;
            }

            foreach (var name in endpoint.LimitNames)
                _meters[name].Add();
            return null;
        }
    }

    internal void Reset()
    {
        lock (_gate)
        {
            foreach (var name in EndpointNames.All.Concat(LimitGroup.All.Select(group => group.Name)))
                _meters[name] = new(_time);
            Set(_options.Limits);
            if (_options.CallsPerMinute is { } calls)
                _meters[EndpointNames.PushSingle].Limit = CallLimit.PerMinute(calls);
        }
    }

    private IEnumerable<string> Problems(string name, CallLimit? limit)
    {
        if (!_meters.ContainsKey(name))
            return [$"\"{name}\" is no endpoint and no group; they are: {string.Join(", ", _meters.Keys)}."];
        return limit is null ? [] : limit.Problems().Select(problem => $"{name}: {problem}");
    }
}
