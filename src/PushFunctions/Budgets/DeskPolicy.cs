namespace PushFunctions.Budgets;

/// <summary>
/// What a desk does with its calls and slots: who waits, when slots are reserved and how many, who gets one at its
/// moment. Pure: time is passed in, and whoever uses it does one thing after the other.
/// </summary>
/// <param name="rate">What the limit amounts to, as far as it is known at first.</param>
/// <param name="isGivenUp">Whether a call does not wait any more.</param>
/// <param name="give">Gives a call its slot; false: it was given up meanwhile.</param>
public sealed class DeskPolicy<TCall>(BudgetRate rate, Func<TCall, bool> isGivenUp, Func<TCall, Slot, bool> give)
    where TCall : notnull
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMilliseconds(250);

    private readonly WaitingCalls<TCall> _waiting = new(isGivenUp, give);
    private readonly Queue<Slot> _slots = new();
    private readonly List<LateCall> _late = [];
    private TimeSpan _tolerance = rate.Tolerance;
    private DateTimeOffset _reserveFrom;
    private DateTimeOffset _reserveOneFrom;
    private DateTimeOffset _tryAgainFrom;
    private DateTimeOffset? _fedWorkLacksSince;
    private bool _isReserving;
    private int _unfed;
    private int _epoch;

    /// <summary>Time between slots, when the row was last looked at.</summary>
    public TimeSpan Spacing { get; private set; } = rate.Spacing;

    /// <summary>Nobody waits, and nothing is on its way.</summary>
    public bool IsIdle => _waiting.Count == 0 && _late.Count == 0 && !_isReserving;

    /// <summary>When there is something to do again, if nothing happens before.</summary>
    public DateTimeOffset? WakeAt
    {
        get
        {
            DateTimeOffset? slot = _slots.TryPeek(out var first) && _waiting.Count > 0 ? first.At : null;
            return !WantsAnything || _isReserving || slot < WishFrom ? slot : WishFrom;
        }
    }

    private int Lacking => _waiting.Count - _slots.Count;

    private bool WantsAnything => Lacking > 0 || _late.Count > 0;

    private DateTimeOffset WishFrom => _late.Count > 0 ? _tryAgainFrom : ReserveFrom;

    /// <summary>
    /// Slots are reserved when half of the horizon is free, so that one write is for many. A call that came by itself
    /// does not wait for that where there is no slot at all.
    /// </summary>
    private DateTimeOffset ReserveFrom =>
        _slots.Count == 0 && _waiting.Fed < _waiting.Count ? _reserveOneFrom : _reserveFrom;

    public void Add(TCall call, CallTicket ticket)
    {
        _waiting.Add(call, ticket);
        if (!ticket.Fed) _unfed++;
    }

    /// <summary>Whether a slot may still be used: its tolerance lasts, and nobody was held back since.</summary>
    public bool IsUsable(Slot slot, DateTimeOffset now) => slot.Epoch >= _epoch && now - slot.At <= _tolerance;

    /// <summary>Tells when the slot's call left: behind one that left late, room is to be made.</summary>
    public void Left(Slot slot, DateTimeOffset leftAt)
    {
        if (leftAt - slot.At > _tolerance) _late.Add(new(slot, leftAt));
    }

    /// <summary>Gives the slots whose moment has come to the most urgent calls.</summary>
    public void GiveWhatIsDue(DateTimeOffset now)
    {
        _waiting.DropGivenUp();
        while (_slots.TryPeek(out var slot) && slot.At <= now && _waiting.Count > 0)
        {
            _slots.Dequeue();
            if (IsUsable(slot, now)) _waiting.Give(slot);
            else _unfed++;
        }

        if (Lacking <= 0 || _waiting.Fed == 0) _fedWorkLacksSince = null;
        else _fedWorkLacksSince ??= now;
    }

    /// <returns>What to reserve now, and nothing else until it is told what came of it; null: nothing.</returns>
    public DeskWish? Wish(DateTimeOffset now)
    {
        // No wait is longer than this but after a clock was set back.
        _reserveFrom = Earlier(_reserveFrom, now + LookAgain);
        _reserveOneFrom = Earlier(_reserveOneFrom, now + LookAgain);
        _tryAgainFrom = Earlier(_tryAgainFrom, now + LookAgain);
        if (!WantsAnything || _isReserving || now < WishFrom) return null;
        var calls = now < ReserveFrom ? 0 : Math.Max(0, Lacking);
        var wish = new DeskWish(calls, _unfed, _epoch, _fedWorkLacksSince, [.. _late]);
        _isReserving = true;
        _unfed = 0;
        _late.Clear();
        return wish;
    }

    /// <summary>Takes what was reserved.</summary>
    public void Take(DeskWish wish, DeskReservation reservation, DateTimeOffset now)
    {
        var (epoch, next, spacing, tolerance, slots) = reservation;
        _isReserving = false;
        _unfed += Math.Max(0, wish.Unfed - slots.Count);
        (Spacing, _tolerance) = (spacing, tolerance);
        Enter(epoch);
        foreach (var moment in slots) _slots.Enqueue(new(moment, epoch));
        // A little later: at the moment itself there still is none to take,
        // and asking again at once would not wait at all.
        var opens = next - DeskWish.Horizon + TimeSpan.FromMilliseconds(1);
        _reserveOneFrom = Earlier(opens, now + LookAgain);
        _reserveFrom = Earlier(opens + DeskWish.Horizon / 2, now + LookAgain);
    }

    /// <summary>Tells that nothing was reserved, or nothing that is known of.</summary>
    public void Fail(DeskWish wish, DateTimeOffset now)
    {
        _isReserving = false;
        _unfed += wish.Unfed;
        _late.AddRange(wish.Late);
        _reserveOneFrom = _reserveFrom = _tryAgainFrom = now + AfterFailure;
    }

    /// <summary>Tells the epoch of the row: slots of before are not used, and their calls need others.</summary>
    public void Enter(int epoch)
    {
        if (epoch <= _epoch) return;
        _epoch = epoch;
        _unfed += _slots.Count;
        _slots.Clear();
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
