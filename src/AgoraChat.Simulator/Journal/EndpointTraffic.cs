namespace AgoraChat.Simulator;

/// <summary>The running counts of an endpoint or a group. Not thread-safe.</summary>
internal sealed class EndpointTraffic(TimeProvider time)
{
    private readonly RollingWindow _arrivals = new(TimeSpan.FromMinutes(1), time);
    private readonly RollingWindow _lastArrivals = new(TimeSpan.FromSeconds(1), time);
    private long _total, _ok, _throttled, _unauthorized, _failed, _unanswered;
    private int _most, _mostInSecond;

    public EndpointStats Stats => new()
    {
        Total = _total,
        Ok = _ok,
        Throttled = _throttled,
        Unauthorized = _unauthorized,
        Failed = _failed,
        Unanswered = _unanswered,
        MaxInRolling60s = _most,
        MaxInRollingSecond = _mostInSecond,
    };

    public void Called() => _total++;

    public void Arrived()
    {
        _arrivals.Add();
        _lastArrivals.Add();
        _most = Math.Max(_most, _arrivals.Count);
        _mostInSecond = Math.Max(_mostInSecond, _lastArrivals.Count);
    }

    public void Answered(int? status)
    {
        switch (status)
        {
            case null: _unanswered++; break;
            case 200: _ok++; break;
            case 429: _throttled++; break;
            case 401: _unauthorized++; break;
            default: _failed++; break;
        }
    }
}
