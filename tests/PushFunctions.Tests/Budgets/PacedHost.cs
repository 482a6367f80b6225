using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

/// <summary>The desk of one host of a <see cref="PacingRun"/>, with a clock of its own.</summary>
internal sealed class PacedHost
{
    private readonly PacingRun _run;
    private readonly TimeSpan _clock;
    private readonly DeskPolicy<object> _desk;
    private PacedView? _seen;
    private int _wake;

    public PacedHost(PacingRun run, int budget, TimeSpan clock)
    {
        (_run, Budget, _clock) = (run, budget, clock);
        _desk = new(run.Case.Budgets[budget].Rate, _ => false, Give);
    }

    public int Budget { get; }

    /// <summary>No call leaves before then.</summary>
    public DateTimeOffset StalledUntil { get; set; }

    private DateTimeOffset Now => _run.Now + _clock;

    public void Add(bool fed)
    {
        _desk.Add(new(), new(Urgency: 2, Begun: false, Now, fed));
        Pump();
    }

    private void Pump()
    {
        _desk.GiveWhatIsDue(Now);
        if (_desk.Wish(Now) is { } wish) Reserve(wish);
        if (_desk.WakeAt is not { } moment) return;
        var wake = ++_wake;
        _run.After(moment - Now + _run.Lateness(), () =>
        {
            if (wake == _wake) Pump();
        });
    }

    private bool Give(object call, Slot slot)
    {
        _run.After(_run.Lateness(), () =>
        {
            if (!_desk.IsUsable(slot, Now)) Add(fed: false);
            else _run.After(StalledUntil - _run.Now, () => Call(slot));
        });
        return true;
    }

    private void Call(Slot slot)
    {
        var leftAt = Now;
        var isRefused = _run.IsRefused(Budget);
        _run.After(_run.Latency(), () =>
        {
            if (_run.Case.IsLateTold) _desk.Left(slot, leftAt);
            if (isRefused) HoldBack(slot);
            Pump();
        });
    }

    private void HoldBack(Slot slot)
    {
        Change(HoldBack, () => { }, () => { });

        bool HoldBack(Budget budget)
        {
            var changed = Adaptation.HoldBack(budget, Now, slot, retryAfter: null);
            _desk.Enter(budget.Epoch);
            return changed;
        }
    }

    private void Reserve(DeskWish wish)
    {
        DeskReservation? reservation = null;
        Change(
            budget =>
            {
                reservation = wish.TakeFrom(budget, Now);
                return reservation.IsChange;
            },
            () =>
            {
                _desk.Take(wish, reservation!, Now);
                Pump();
            },
            () =>
            {
                _desk.Fail(wish, Now);
                Pump();
            });
    }

    /// <summary>As the store does it: on what was last seen, and on what is read when somebody was faster.</summary>
    private void Change(Func<Budget, bool> change, Action done, Action failed)
    {
        if (_seen is null)
        {
            _run.After(_run.Latency(), () =>
            {
                var read = _run.Table.Read(Budget);
                _run.After(_run.Latency(), () =>
                {
                    _seen = read;
                    Change(change, done, failed);
                });
            });
            return;
        }

        var view = _seen;
        _seen = null;
        var budget = _run.Table.Open(Budget, view);
        if (!change(budget))
        {
            done();
            return;
        }

        if (_run.FailsBefore())
        {
            _run.After(_run.Latency(), failed);
            return;
        }

        _run.After(_run.Latency(), () =>
        {
            var written = _run.Table.TryWrite(Budget, view, budget);
            var isLost = _run.LosesAnswer();
            _run.After(_run.Latency(), () =>
            {
                if (isLost)
                {
                    failed();
                    return;
                }

                _seen = written;
                if (written is null) Change(change, done, failed);
                else done();
            });
        });
    }
}
