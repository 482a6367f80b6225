namespace PushFunctions.Budgets;

/// <summary>
/// Lets parcels begin only when their calls can soon be made: what has begun may be told twice after a crash, so no
/// more begins than about a second of calls.
/// </summary>
/// <param name="spacing">Time between calls, as far as it is known at first.</param>
public sealed class Admission(TimeSpan spacing)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Most parcels that wait here, of the 64 messages that host.json lets run at once: when the rate falls, what was
    /// fed by the higher one would fill every place, and single events would not be picked up at all.
    /// </summary>
    private const int MostWaiting = 40;

    private static readonly TimeSpan ShortestReturn = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestReturn = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<(TaskCompletionSource<Entry> Turn, int Calls), (CallTicket Ticket, long Order)>
        _waiting = new();
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

    /// <summary>The time in which those who wait here have their turns.</summary>
    private TimeSpan WaitInLine
    {
        get
        {
            var wait = _waiting.UnorderedItems.Sum(parcel => parcel.Element.Calls) * _spacing;
            return wait < ShortestReturn ? ShortestReturn : wait > LongestReturn ? LongestReturn : wait;
        }
    }

    // At a few calls a minute the next slot lies far ahead although nobody is held back.
    private TimeSpan LongHoldBack => TimeSpan.FromSeconds(Math.Max(10, 3 * _spacing.TotalSeconds));

    /// <summary>Waits until the parcel may begin, or is better given back.</summary>
    public async Task<Entry> EnterAsync(CallTicket ticket, int calls, CancellationToken cancellationToken)
    {
        var turn = new TaskCompletionSource<Entry>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_waiting.Count >= MostWaiting) return new Entry.HeldBack(WaitInLine);
            _waiting.Enqueue((turn, calls), (ticket, _order++));
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
            while (_waiting.TryDequeue(out var parcel, out _)) parcel.Turn.TrySetResult(new Entry.HeldBack(wait));
        }
    }

    private void AdmitMore()
    {
        while (_begun < MostCalls && _waiting.TryDequeue(out var parcel, out _))
        {
            if (parcel.Turn.TrySetResult(Begin(parcel.Calls))) _begun += parcel.Calls;
        }
    }

    private Entry.Begun Begin(int calls) => new([.. Enumerable.Range(0, calls).Select(_ => new AdmissionPlace(this))]);
}
