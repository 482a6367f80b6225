namespace PushFunctions.Tests.Faults;

/// <summary>The clock of one host: the run's time, on a wall that is a little wrong.</summary>
/// <param name="wrong">By how much.</param>
internal sealed class HostClock(World world, HostContext host, TimeSpan wrong) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => world.Elapsed.Ticks;

    public override DateTimeOffset GetUtcNow() => world.Now + wrong;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan) throw new NotSupportedException("No timer of the app fires twice.");
        var timer = new HostTimer(world, host, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class HostTimer(World world, HostContext host, Action fire) : ITimer
    {
        private Happening? _next;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _next?.CallOff();
            _next = dueTime == Timeout.InfiniteTimeSpan ? null : world.After(dueTime, Fire);
            return true;
        }

        public void Dispose() => _next?.CallOff();

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire()
        {
            if (host.IsAlive) fire();
        }
    }
}
