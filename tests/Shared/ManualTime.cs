namespace PushFunctions.Testing;

/// <summary>A clock that moves only when told to, with timers that fire as it passes them.</summary>
/// <param name="start">What the wall clock shows at first.</param>
internal sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    /// <summary>A test that would hang fails after this much real time.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private TaskCompletionSource _set = NewSignal();
    private DateTimeOffset _start = start;
    private long _ticks;

    public ManualTime()
        : this(new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public DateTimeOffset Now => GetUtcNow();

    /// <summary>Whether somebody waits for this clock.</summary>
    public bool HasTimers
    {
        get
        {
            lock (_gate) return _timers.Count > 0;
        }
    }

    public override DateTimeOffset GetUtcNow() => _start + TimeSpan.FromTicks(GetTimestamp());

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        List<Timer> due;
        lock (_gate)
        {
            Interlocked.Add(ref _ticks, by.Ticks);
            due = [.. _timers.Where(timer => timer.DueAt <= _ticks).OrderBy(timer => timer.DueAt)];
            due.ForEach(timer => _timers.Remove(timer));
        }

        due.ForEach(timer => timer.Fire());
    }

    /// <summary>Sets the wall clock only, as an operator or a time server may.</summary>
    public void SetBack(TimeSpan by) => _start -= by;

    /// <summary>Sets the wall clock only, to this moment.</summary>
    public void SetTo(DateTimeOffset now) => _start = now - TimeSpan.FromTicks(GetTimestamp());

    /// <summary>Waits until somebody waits for this clock, then moves it on to the first of these moments.</summary>
    /// <returns>How far the clock moved.</returns>
    public async Task<TimeSpan> AdvanceToTimerAsync()
    {
        await TimerAsync();
        return AdvanceToTimer();
    }

    /// <summary>Moves the clock from timer to timer until the work is done.</summary>
    public async Task RunAsync(Task work)
    {
        while (await Task.WhenAny(work, TimerAsync()) != work) AdvanceToTimer();
        await work;
    }

    public async Task<T> RunAsync<T>(Task<T> work)
    {
        await RunAsync((Task)work);
        return await work;
    }

    /// <summary>Waits until somebody waits for this clock.</summary>
    public async Task TimerAsync()
    {
        while (true)
        {
            Task set;
            lock (_gate)
            {
                if (_timers.Count > 0) return;
                if (_set.Task.IsCompleted) _set = NewSignal();
                set = _set.Task;
            }

            await set.WaitAsync(Deadline, System);
        }
    }

    /// <summary>Moves the clock on to the first moment that somebody waits for.</summary>
    public TimeSpan AdvanceToTimer()
    {
        TimeSpan wait;
        lock (_gate)
        {
            var first = _timers.Count == 0 ? _ticks : _timers.Min(timer => timer.DueAt);
            wait = TimeSpan.FromTicks(Math.Max(0, first - _ticks));
        }

        Advance(wait);
        return wait;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Timer(ManualTime time, Action fire) : ITimer
    {
        public long DueAt { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                time._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                DueAt = time._ticks + dueTime.Ticks;
                time._timers.Add(this);
                time._set.TrySetResult();
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
