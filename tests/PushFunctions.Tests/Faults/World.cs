namespace PushFunctions.Tests.Faults;

/// <summary>
/// The time of a run and all that happens in it, one thing after the other on one thread. The clock moves only when
/// nothing is left to do; the same seed makes the same run.
/// </summary>
/// <remarks>
/// What storage, the far side and the clocks bring about runs outside of any host: what libraries await there goes on
/// at once. What a host awaits comes back to its <see cref="HostContext"/>, in its turn. Nothing may leave the thread:
/// the order of things would be chance.
/// </remarks>
internal sealed class World(int seed)
{
    public static readonly DateTimeOffset Start = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Whoever waits for nothing again and again would never end.</summary>
    private const int MostAtOnce = 50_000;

    private readonly PriorityQueue<Happening, (long At, long No)> _future = new();
    private readonly Queue<(HostContext Host, SendOrPostCallback Run, object? State)> _turns = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private string? _strayed;
    private int _atOnce;
    private long _no;

    /// <summary>The only chance there is.</summary>
    public Random Random { get; } = new(seed);

    /// <summary>Since the start.</summary>
    public TimeSpan Elapsed { get; private set; }

    public DateTimeOffset Now => Start + Elapsed;

    /// <summary>Turns that hosts have had.</summary>
    public int Turns { get; private set; }

    /// <summary>Is called before each turn of a host.</summary>
    public Action<HostContext>? BeforeTurn { get; set; }

    /// <summary>Lets something happen later, outside of any host.</summary>
    public Happening After(TimeSpan wait, Action what)
    {
        CheckThread();
        var happening = new Happening(what);
        _future.Enqueue(happening, ((Elapsed + (wait > TimeSpan.Zero ? wait : TimeSpan.Zero)).Ticks, _no++));
        return happening;
    }

    /// <summary>A time between these two.</summary>
    public TimeSpan Between(double fromSeconds, double toSeconds) =>
        TimeSpan.FromSeconds(fromSeconds + Random.NextDouble() * (toSeconds - fromSeconds));

    /// <summary>Gives a host a turn.</summary>
    public void Give(HostContext host, SendOrPostCallback run, object? state)
    {
        CheckThread();
        _turns.Enqueue((host, run, state));
    }

    /// <summary>Lets things happen until this holds, or until this moment.</summary>
    public void Run(Func<bool> isDone, TimeSpan end)
    {
        while (true)
        {
            TakeTurns();
            if (_strayed is { } stray) throw new InvalidOperationException($"The run has left its thread: {stray}");
            if (isDone()) return;
            if (!_future.TryPeek(out var next, out var place) || place.At > end.Ticks) break;
            _future.Dequeue();
            _atOnce = Elapsed.Ticks == place.At ? _atOnce + 1 : 0;
            if (_atOnce > MostAtOnce) throw new InvalidOperationException($"Time stands still at {Elapsed}: {next}");
            Elapsed = TimeSpan.FromTicks(place.At);
            next.Happen();
        }

        if (end > Elapsed) Elapsed = end;
    }

    /// <summary>Whatever is done on another thread is not seen by the clock.</summary>
    public void CheckThread()
    {
        if (Environment.CurrentManagedThreadId != _thread) _strayed ??= Environment.StackTrace;
    }

    private void TakeTurns()
    {
        while (_turns.TryDequeue(out var turn))
        {
            Turns++;
            BeforeTurn?.Invoke(turn.Host);
            // Of a process that is gone nothing goes on.
            if (!turn.Host.IsAlive) continue;
            SynchronizationContext.SetSynchronizationContext(turn.Host);
            try
            {
                turn.Run(turn.State);
            }
            finally
            {
                SynchronizationContext.SetSynchronizationContext(null);
            }
        }
    }
}

/// <summary>Something that will happen, unless it is called off.</summary>
internal sealed class Happening(Action what)
{
    private Action? _what = what;

    public void CallOff() => _what = null;

    public void Happen() => _what?.Invoke();

    public override string ToString() => $"{_what?.Method.DeclaringType}.{_what?.Method.Name}";
}

/// <summary>Where the code of one host goes on after what it awaits; nowhere once the host is gone.</summary>
internal sealed class HostContext(World world) : SynchronizationContext
{
    public bool IsAlive { get; set; } = true;

    public override void Post(SendOrPostCallback d, object? state) => world.Give(this, d, state);

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("Nothing here waits for a thread.");

    public override SynchronizationContext CreateCopy() => this;
}
