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
    private bool _pumping;
    private int _unfed;
    private int _epoch;

    /// <summary>Time between two slots.</summary>
    public TimeSpan Spacing { get; } = rate.Spacing;

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
        lock (_lock) return slot.Epoch >= _epoch && time.GetUtcNow() - slot.At <= rate.Tolerance;
    }

    /// <summary>Tells that the far side refused the slot's call as too fast: everybody is held back.</summary>
    public async Task HoldBackAsync(Slot slot, TimeSpan? retryAfter, CancellationToken cancellationToken)
    {
        try
        {
            var (changed, epoch, next) = await store.ChangeAsync(
                key,
                row =>
                {
                    var changed = BudgetArithmetic.HoldBack(row, time.GetUtcNow(), slot.Epoch, retryAfter);
                    return (changed, (changed, row.Epoch, row.Next));
                },
                cancellationToken);
            lock (_lock) Enter(epoch);
            if (changed) log.HeldBack(key.App, key.Budget, (next - time.GetUtcNow()).TotalSeconds);
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
        Task<(int Epoch, DateTimeOffset Next, IReadOnlyList<DateTimeOffset> Slots)>? reserving = null;
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
                    return;
                }

                var now = time.GetUtcNow();
                var lacking = _waiting.Count - _slots.Count;
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
            if (slot.Epoch < _epoch || now - slot.At > rate.Tolerance)
            {
                _unfed++;
                continue;
            }

            _waiting.Give(slot);
        }
    }

    private void Take(Task<(int Epoch, DateTimeOffset Next, IReadOnlyList<DateTimeOffset> Slots)> reserved)
    {
        var now = time.GetUtcNow();
        if (!reserved.IsCompletedSuccessfully)
        {
            log.ReservationFailed(reserved.Exception?.InnerException, key.App, key.Budget);
            _reserveFrom = now + AfterFailure;
            return;
        }

        var (epoch, next, slots) = reserved.Result;
        Enter(epoch);
        foreach (var moment in slots) _slots.Enqueue(new(moment, epoch));
        // A little later: at the moment itself there still is none to take,
        // and asking again at once would not wait at all.
        var opens = next - Horizon + TimeSpan.FromMilliseconds(1);
        _reserveFrom = slots.Count > 0 ? now : opens < now + LookAgain ? opens : now + LookAgain;
        Admission.HeldBackUntil(next, now);
    }

    private async Task<(int Epoch, DateTimeOffset Next, IReadOnlyList<DateTimeOffset> Slots)> ReserveAsync(int lacking)
    {
        var count = (int)Math.Clamp(Math.Ceiling(Horizon / 2 / Spacing), 1, lacking);
        var unfed = Math.Min(_unfed, count);
        _unfed -= unfed;
        var epoch = _epoch;
        await Task.Yield();
        try
        {
            var taken = await store.ChangeAsync(
                key,
                row =>
                {
                    var now = time.GetUtcNow();
                    // A row that somebody has removed begins anew; slots of an epoch gone by would never be used here.
                    row.Epoch = Math.Max(row.Epoch, epoch);
                    var slots = BudgetArithmetic.Reserve(row, now, Spacing, count, unfed, now + Horizon);
                    return (slots.Count > 0, (row.Epoch, row.Next, slots));
                },
                CancellationToken.None);
            if (taken.slots.Count < unfed) AddUnfed(unfed - taken.slots.Count);
            return taken;
        }
        catch
        {
            AddUnfed(unfed);
            throw;
        }
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
}
