namespace PushFunctions.Budgets;

/// <summary>
/// Lets parcels begin only when their calls can soon be made: what has begun may be told twice after a crash, so no
/// more begins than about a second of calls.
/// </summary>
/// <param name="spacing">Time between calls, as far as it is known at first.</param>
public sealed class Admission(TimeSpan spacing)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<(TaskCompletionSource<TimeSpan?> Turn, int Calls), (CallTicket Ticket, long Order)>
        _held = new();
    private int _begun;
    private long _order;
    private TimeSpan _spacing = spacing;

    /// <summary>Time between calls.</summary>
    public TimeSpan Spacing
    {
        set
        {
            lock (_lock)
            {
                _spacing = value;
                AdmitMore();
            }
        }
    }

    private int MostCalls => (int)Math.Max(1, Math.Ceiling(Ahead / _spacing));

    // At a few calls a minute the next slot lies far ahead although nobody is held back.
    private TimeSpan LongHoldBack => TimeSpan.FromSeconds(Math.Max(10, 3 * _spacing.TotalSeconds));

    /// <summary>Waits until the parcel may begin.</summary>
    /// <returns>
    /// Null: begin. Otherwise everybody is held back for so long that the parcel is better given back.
    /// </returns>
    public async Task<TimeSpan?> EnterAsync(CallTicket ticket, int calls, CancellationToken cancellationToken)
    {
        var turn = new TaskCompletionSource<TimeSpan?>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _held.Enqueue((turn, calls), (ticket, _order++));
            AdmitMore();
        }

        using var registration = cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken));
        return await turn.Task;
    }

    /// <summary>Tells that calls of a parcel that had entered have got their slots, or need none any more.</summary>
    public void Leave(int calls)
    {
        lock (_lock)
        {
            _begun -= calls;
            AdmitMore();
        }
    }

    /// <summary>Tells when the next slot is free; after a long hold-back waiting parcels are sent back.</summary>
    public void HeldBackUntil(DateTimeOffset next, DateTimeOffset now)
    {
        var wait = next - now;
        lock (_lock)
        {
            if (wait < LongHoldBack) return;
            while (_held.TryDequeue(out var held, out _)) held.Turn.TrySetResult(wait);
        }
    }

    private void AdmitMore()
    {
        while (_begun < MostCalls && _held.TryDequeue(out var held, out _))
        {
            if (held.Turn.TrySetResult(null)) _begun += held.Calls;
        }
    }
}
