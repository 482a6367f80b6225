using Microsoft.Extensions.Logging;
using PushFunctions.Storage;

namespace PushFunctions.Budgets;

/// <summary>
/// Hands out slots of one budget to the calls of this process, just in time: slots are reserved only for calls that
/// wait here, only for the next 0.6 s, and each goes at its moment to the most urgent call.
/// </summary>
public sealed class SlotDesk(
    BudgetKey key, BudgetRate rate, BudgetStore store, TimeProvider time, ILogger<SlotDesk> log)
{
    private static readonly TimeSpan Horizon = TimeSpan.FromSeconds(0.6);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly WaitingCalls _waiting = new();
    private readonly Queue<Slot> _slots = new();
    private readonly Alarm _alarm = new(time);
    private DateTimeOffset _reserveFrom;
    private DateTimeOffset? _fedWorkLacksSince;
    private TimeSpan _tolerance = rate.Tolerance;
    private bool _pumping;
    private int _unfed;
    private int _epoch;

    /// <summary>Time between slots, when the row was last looked at.</summary>
    public TimeSpan Spacing { get; private set; } = rate.Spacing;

    /// <summary>Which parcels may mark their calls as being made.</summary>
    public Admission Admission { get; } = new(rate.Spacing);

    /// <summary>Waits for a slot and returns at its moment.</summary>
    /// <exception cref="OperationCanceledException">
    /// The wait was given up; a slot that it was given is lost.
    /// </exception>
    public async Task<Slot> TakeAsync(CallTicket ticket, CancellationToken cancellationToken)
    {
        var slot = new TaskCompletionSource<Slot>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Add(slot, ticket);
            if (!ticket.Fed) _unfed++;
            _alarm.Ring();
            if (!_pumping)
            {
                _pumping = true;
                _ = PumpAsync();
            }
        }

        using var registration = cancellationToken.Register(() => slot.TrySetCanceled(cancellationToken));
        return await slot.Task;
    }

    /// <summary>Whether a slot may still be used: its tolerance lasts, and nobody was held back since.</summary>
    public bool IsUsable(Slot slot)
    {
        lock (_lock) return slot.Epoch >= _epoch && time.GetUtcNow() - slot.At <= _tolerance;
    }

    /// <summary>Tells that the far side refused the slot's call as too fast: everybody is held back.</summary>
    public async Task HoldBackAsync(Slot slot, TimeSpan? retryAfter, CancellationToken cancellationToken)
    {
        try
        {
            var (changed, epoch, wait, spacing) = await store.ChangeAsync(
                key,
                budget =>
                {
                    var now = time.GetUtcNow();
                    var changed = Adaptation.HoldBack(budget, now, slot, retryAfter);
                    return (changed, (changed, budget.Epoch, budget.Row.Next - now, budget.SpacingAt(now)));
                },
                cancellationToken);
            lock (_lock) Enter(epoch);
            if (changed) log.HeldBack(key.App, key.Budget, wait.TotalSeconds, TimeSpan.FromMinutes(1) / spacing);
        }
        catch (Exception exception) when (StorageErrors.IsAway(exception))
        {
            // Nobody else can be told now; this process at least waits.
            log.ReservationFailed(exception, key.App, key.Budget);
            await Task.Delay(LookAgain, time, cancellationToken);
        }
    }

    private async Task PumpAsync()
    {
        Task<Reservation>? reserving = null;
        while (true)
        {
            DateTimeOffset? wake = null;
            Task ring;
            lock (_lock)
            {
                if (reserving is { IsCompleted: true })
                {
                    Take(reserving);
                    reserving = null;
                }

                GrantWhatIsDue();
                if (_waiting.Count == 0 && reserving is null)
                {
                    _pumping = false;
                    _fedWorkLacksSince = null;
                    return;
                }

                var now = time.GetUtcNow();
                var lacking = _waiting.Count - _slots.Count;
                _fedWorkLacksSince = lacking > 0 && _waiting.Fed > 0 ? _fedWorkLacksSince ?? now : null;
                if (lacking > 0 && reserving is null && now >= _reserveFrom) reserving = ReserveAsync(lacking);
                if (_slots.TryPeek(out var slot)) wake = slot.At;
                if (lacking > 0 && reserving is null && (wake is null || _reserveFrom < wake)) wake = _reserveFrom;
                ring = _alarm.NextRing();
            }

            await _alarm.WaitAsync(wake, ring, reserving);
        }
    }

    private void GrantWhatIsDue()
    {
        _waiting.DropGivenUp();
        var now = time.GetUtcNow();
        while (_slots.TryPeek(out var slot) && slot.At <= now && _waiting.Count > 0)
        {
            _slots.Dequeue();
            if (slot.Epoch < _epoch || now - slot.At > _tolerance)
            {
                _unfed++;
                continue;
            }

            _waiting.Give(slot);
        }
    }

    private void Take(Task<Reservation> reserved)
    {
        var now = time.GetUtcNow();
        if (!reserved.IsCompletedSuccessfully)
        {
            log.ReservationFailed(reserved.Exception?.InnerException, key.App, key.Budget);
            _reserveFrom = now + AfterFailure;
            return;
        }

        var (epoch, next, spacing, tolerance, slots) = reserved.Result;
        (Spacing, _tolerance) = (spacing, tolerance);
        Admission.Spacing = spacing;
        Enter(epoch);
        foreach (var moment in slots) _slots.Enqueue(new(moment, epoch));
        // A little later: at the moment itself there still is none to take,
        // and asking again at once would not wait at all.
        var opens = next - Horizon + TimeSpan.FromMilliseconds(1);
        _reserveFrom = slots.Count > 0 ? now : opens < now + LookAgain ? opens : now + LookAgain;
        Admission.HeldBackUntil(next, now);
    }

    private async Task<Reservation> ReserveAsync(int lacking)
    {
        var (unfed, epoch, since) = (_unfed, _epoch, _fedWorkLacksSince);
        _unfed = 0;
        await Task.Yield();
        try
        {
            var reservation = await store.ChangeAsync(
                key,
                budget =>
                {
                    // A row that somebody has removed begins anew; slots of an epoch gone by would never be used here.
                    budget.Row.Epoch += Math.Max(0, epoch - budget.Epoch);
                    var taken = Reserve(budget, lacking, unfed, since);
                    return (taken.Slots.Count > 0, taken);
                },
                CancellationToken.None);
            AddUnfed(Math.Max(0, unfed - reservation.Slots.Count));
            return reservation;
        }
        catch
        {
            AddUnfed(unfed);
            throw;
        }
    }

    private Reservation Reserve(Budget budget, int lacking, int unfed, DateTimeOffset? waitingSince)
    {
        var now = time.GetUtcNow();
        var spacing = budget.SpacingAt(now);
        var count = (int)Math.Clamp(Math.Ceiling(Horizon / 2 / spacing), 1, lacking);
        var slots = BudgetArithmetic.Reserve(budget, now, count, unfed, now + Horizon, waitingSince);
        var next = BudgetArithmetic.FirstFree(budget, now, TimeSpan.Zero);
        return new(budget.Epoch, next, spacing, budget.Tolerance, slots);
    }

    private void AddUnfed(int calls)
    {
        lock (_lock) _unfed += calls;
    }

    private void Enter(int epoch)
    {
        if (epoch <= _epoch) return;
        _epoch = epoch;
        // Slots of before the hold-back are not used; their work needs others, which nobody fed.
        _unfed += _slots.Count;
        _slots.Clear();
    }

    private sealed record Reservation(
        int Epoch, DateTimeOffset Next, TimeSpan Spacing, TimeSpan Tolerance, IReadOnlyList<DateTimeOffset> Slots);
}
