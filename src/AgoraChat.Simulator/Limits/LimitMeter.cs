namespace AgoraChat.Simulator;

/// <summary>Counts the calls that passed under one limit. Not thread-safe.</summary>
internal sealed class LimitMeter(TimeProvider time)
{
    private readonly RollingWindow _second = new(TimeSpan.FromSeconds(1), time);
    private readonly RollingWindow _tenSeconds = new(TimeSpan.FromSeconds(10), time);
    private readonly RollingWindow _minute = new(TimeSpan.FromMinutes(1), time);
    private DateTime _day;
    private int _today;

    /// <summary>Null: nothing is limited. Calls are counted nevertheless, for a limit that is set later.</summary>
    public CallLimit? Limit { get; set; }

    /// <returns>The limit that one more call would break; null when it may pass.</returns>
    public LimitBreach? Breach()
    {
        if (Limit is null)
            return null;
        return Breach(_second, Limit.CallsPerSecond)
            ?? Breach(_tenSeconds, Limit.CallsPerTenSeconds)
            ?? Breach(_minute, Limit.CallsPerMinute)
            ?? BreachOfDay(Limit.CallsPerDay);
    }

    public void Add()
    {
        _second.Add();
        _tenSeconds.Add();
        _minute.Add();
        _today = Today() + 1;
    }

    private static LimitBreach? Breach(RollingWindow window, int? limit) =>
        limit is { } most && window.Count >= most ? new(false, window.RoomIn(most)) : null;

    private LimitBreach? BreachOfDay(int? limit) =>
        limit is { } most && Today() >= most
            ? new(true, _day.AddDays(1) - time.GetUtcNow().UtcDateTime)
            : null;

    private int Today()
    {
        var day = time.GetUtcNow().UtcDateTime.Date;
        if (day != _day)
            (_day, _today) = (day, 0);
        return _today;
    }
}
