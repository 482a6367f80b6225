namespace AgoraChat.Simulator;

/// <summary>Lets so many calls of an endpoint through in any 60 seconds, and refuses the others.</summary>
/// <remarks>Refused calls do not count.</remarks>
public sealed class CallLimits
{
    private readonly Lock _gate = new();
    private readonly SimulatorOptions _options;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, Limit> _limits = new(StringComparer.Ordinal);

    internal CallLimits(SimulatorOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        Reset();
    }

    /// <summary>The calls per minute of each endpoint.</summary>
    public IReadOnlyDictionary<string, int> CallsPerMinute
    {
        get
        {
            lock (_gate)
                return _limits.ToDictionary(pair => pair.Key, pair => pair.Value.CallsPerMinute);
        }
    }

    /// <summary>Sets a limit from now on; the calls of the last 60 seconds count against it.</summary>
    /// <exception cref="ArgumentException">The endpoint is not simulated, or the limit is negative.</exception>
    public void Set(string endpoint, int callsPerMinute)
    {
        if (callsPerMinute < 0)
            throw new ArgumentException($"callsPerMinute is {callsPerMinute}; 0 (nothing passes) or more is allowed.");

        lock (_gate)
        {
            if (!_limits.TryGetValue(endpoint, out var limit))
                throw new ArgumentException($"\"{endpoint}\" is no endpoint; the endpoints are: {EndpointNames.List}.");
            limit.CallsPerMinute = callsPerMinute;
        }
    }

    internal bool TryPass(string endpoint)
    {
        lock (_gate)
        {
            var limit = _limits[endpoint];
            if (limit.Passed.Count >= limit.CallsPerMinute)
                return false;
            limit.Passed.Add();
            return true;
        }
    }

    internal void Reset()
    {
        lock (_gate)
        {
            foreach (var endpoint in EndpointNames.All)
            {
                _limits[endpoint] = new(new RollingWindow(TimeSpan.FromMinutes(1), _time))
                {
                    CallsPerMinute = _options.CallsPerMinute,
                };
            }
        }
    }

    private sealed class Limit(RollingWindow passed)
    {
        public RollingWindow Passed => passed;

        public required int CallsPerMinute { get; set; }
    }
}
