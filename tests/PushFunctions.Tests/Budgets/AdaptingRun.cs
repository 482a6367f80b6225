using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

/// <summary>
/// Two hosts with more work than they can call, and a far side whose real limit a test sets. Virtual time; answers take
/// 20 to 60 ms.
/// </summary>
/// <param name="terms">The budget.</param>
/// <param name="realLimit">Calls that the far side takes in a minute, by seconds since the start.</param>
/// <param name="inClockMinutes">Whether it counts from minute to minute, not in any 60 s.</param>
internal sealed class AdaptingRun(BudgetTerms terms, Func<double, int> realLimit, bool inClockMinutes = false)
{
    private static readonly TimeSpan Horizon = TimeSpan.FromSeconds(0.6);

    private readonly PriorityQueue<Action, (DateTimeOffset At, int No)> _events = new();
    private readonly Random _random = new(17);
    private readonly List<(double At, bool Accepted)> _calls = [];
    private readonly Queue<DateTimeOffset> _accepted = new();
    private readonly Budget _budget = new(new(), terms);
    private DateTimeOffset _now = Some.Now;
    private int _no;

    public double CallsPerMinuteNow => _budget.RateAt(_now).CallsPerMinute;

    public void Run(TimeSpan time)
    {
        for (var host = 0; host < 2; host++) Host();
        var end = Some.Now + time;
        while (_events.TryDequeue(out var action, out var due) && due.At < end)
        {
            _now = due.At;
            action();
        }
    }

    public int Accepted(double from, double to) => _calls.Count(call => call.At >= from && call.At < to && call.Accepted);

    public int Refused(double from, double to) => _calls.Count(call => call.At >= from && call.At < to && !call.Accepted);

    private double Seconds => (_now - Some.Now).TotalSeconds;

    private void Host()
    {
        var epoch = 0;
        Reserve();

        void Reserve()
        {
            var slots = BudgetArithmetic.Reserve(_budget, _now, 3, unfed: 0, _now + Horizon);
            epoch = Math.Max(epoch, _budget.Row.Epoch);
            var of = _budget.Row.Epoch;
            foreach (var slot in slots) At(slot, () => { if (of >= epoch) Call(new(slot, of), HoldBack); });
            var next = _budget.Row.Next - Horizon;
            var soonest = _now.AddMilliseconds(_random.Next(20, 100));
            At(next > soonest ? next : soonest, Reserve);
        }

        void HoldBack(Slot slot)
        {
            Adaptation.HoldBack(_budget, _now, slot, retryAfter: null);
            epoch = Math.Max(epoch, _budget.Row.Epoch);
        }
    }

    private void Call(Slot slot, Action<Slot> refused)
    {
        var isAccepted = Takes();
        _calls.Add((Seconds, isAccepted));
        if (!isAccepted) At(_now.AddMilliseconds(_random.Next(20, 60)), () => refused(slot));
    }

    private bool Takes()
    {
        while (_accepted.TryPeek(out var oldest) && IsForgotten(oldest)) _accepted.Dequeue();
        if (_accepted.Count >= realLimit(Seconds)) return false;
        _accepted.Enqueue(_now);
        return true;
    }

    private bool IsForgotten(DateTimeOffset call) => inClockMinutes
        ? (int)(call - Some.Now).TotalMinutes < (int)(_now - Some.Now).TotalMinutes
        : _now - call >= TimeSpan.FromMinutes(1);

    private void At(DateTimeOffset moment, Action action) => _events.Enqueue(action, (moment, _no++));
}
