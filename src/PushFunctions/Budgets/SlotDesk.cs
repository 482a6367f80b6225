using Microsoft.Extensions.Logging;
using PushFunctions.Storage;

namespace PushFunctions.Budgets;

/// <summary>
/// Hands out slots of one budget to the calls of this process, just in time: slots are reserved only for calls that
/// wait here, only for the next 0.6 s, and each goes at its moment to the most urgent call.
/// </summary>
public sealed class SlotDesk(
    BudgetKey key, BudgetRate rate, BudgetStore store, PushMetrics metrics, TimeProvider time, ILogger<SlotDesk> log)
{
    private static readonly TimeSpan WithoutStorage = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Alarm _alarm = new(time);
    private readonly DeskPolicy<TaskCompletionSource<Slot>> _policy =
        new(rate, call => call.Task.IsCompleted, (call, slot) => call.TrySetResult(slot));
    private bool _pumping;

    /// <summary>Time between slots, when the row was last looked at.</summary>
    public TimeSpan Spacing
    {
        get
        {
            lock (_lock) return _policy.Spacing;
        }
    }

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
            _policy.Add(slot, ticket);
            Pump();
        }

        using var registration = cancellationToken.Register(() => slot.TrySetCanceled(cancellationToken));
        return await slot.Task;
    }

    /// <summary>Whether a slot may still be used: its tolerance lasts, and nobody was held back since.</summary>
    public bool IsUsable(Slot slot)
    {
        lock (_lock) return _policy.IsUsable(slot, time.GetUtcNow());
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
            lock (_lock) _policy.Enter(epoch);
            // By whoever was the first to tell: of all instances only one counts it.
            if (!changed) return;
            metrics.CountThrottled(key.App, key.Budget, wait);
            log.HeldBack(key.App, key.Budget, wait.TotalSeconds, TimeSpan.FromMinutes(1) / spacing);
        }
        catch (Exception exception) when (StorageErrors.IsAway(exception))
        {
            // Nobody else can be told now; this process at least waits.
            log.ReservationFailed(exception, key.App, key.Budget);
            await Task.Delay(WithoutStorage, time, cancellationToken);
        }
    }

    /// <summary>Tells when the slot's call left: behind one that left late, room is made.</summary>
    public void Left(Slot slot, DateTimeOffset leftAt)
    {
        lock (_lock)
        {
            _policy.Left(slot, leftAt);
            if (!_policy.IsIdle) Pump();
        }
    }

    /// <summary>Sees to it that what there is to do is done; the lock is held.</summary>
    private void Pump()
    {
        _alarm.Ring();
        if (_pumping) return;
        _pumping = true;
        _ = PumpAsync();
    }

    private async Task PumpAsync()
    {
        (DeskWish Wish, Task<DeskReservation> Task)? reserving = null;
        while (true)
        {
            DateTimeOffset? wake;
            TaskCompletionSource ring;
            lock (_lock)
            {
                if (reserving is { Task.IsCompleted: true } done)
                {
                    Take(done.Wish, done.Task);
                    reserving = null;
                }

                var now = time.GetUtcNow();
                _policy.GiveWhatIsDue(now);
                if (_policy.IsIdle)
                {
                    _pumping = false;
                    return;
                }

                if (_policy.Wish(now) is { } wish) reserving = (wish, ReserveAsync(wish));
                wake = _policy.WakeAt;
                ring = _alarm.NextRing();
            }

            await _alarm.WaitAsync(wake, ring, reserving?.Task);
        }
    }

    private void Take(DeskWish wish, Task<DeskReservation> reserved)
    {
        var now = time.GetUtcNow();
        if (!reserved.IsCompletedSuccessfully)
        {
            log.ReservationFailed(reserved.Exception?.InnerException, key.App, key.Budget);
            _policy.Fail(wish, now);
            return;
        }

        _policy.Take(wish, reserved.Result, now);
        if (reserved.Result.LateCalls > 0) log.MadeRoom(reserved.Result.LateCalls, key.App, key.Budget);
        Admission.Spacing = _policy.Spacing;
        Admission.HeldBackUntil(reserved.Result.Next, now);
    }

    private async Task<DeskReservation> ReserveAsync(DeskWish wish)
    {
        // The desk's lock is held until here.
        await Task.Yield();
        // What others have taken meanwhile decides whether there is room behind a late call.
        if (wish.Late.Count > 0) await store.ReadAsync(key, CancellationToken.None);
        return await store.ChangeAsync(
            key,
            budget =>
            {
                var reservation = wish.TakeFrom(budget, time.GetUtcNow());
                return (reservation.IsChange, reservation);
            },
            CancellationToken.None);
    }
}
