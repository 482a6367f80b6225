using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

/// <summary>
/// A long broadcast beside which much goes wrong: what is fed and not yet reserved stays as much as it was. More and more
/// of it would fill the hosts with parcels that wait; less and less would leave slots unused.
/// </summary>
public sealed class BacklogTests
{
    private const int CallsPerStep = 40;

    private static readonly TimeSpan Horizon = TimeSpan.FromSeconds(0.6);

    private readonly Budget _budget = new(new(), new() { Limit = new(CallsPerMinute: 1_200) });
    private readonly Random _random = new(5);
    private readonly Queue<DateTimeOffset> _hidden = new();
    private DateTimeOffset _now = Some.Now;
    private DateTimeOffset _stepDue = Some.Now;
    private DateTimeOffset? _waitingSince;
    private int _waiting;
    private int _unfed;
    private int _reserved;

    private int Backlog => _hidden.Count + _waiting;

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(2, 0, 0, 0)]
    [InlineData(0, 0.05, 0, 0)]
    [InlineData(0, 0, 40, 0)]
    [InlineData(0, 0, 0, 30)]
    [InlineData(2, 0.02, 60, 45)]
    public void It_does_not_grow(double singlesPerSecond, double dropped, int refusedEvery, int stallEvery)
    {
        var most = 0;
        for (var turn = 0; turn < 18_000; turn++)
        {
            Turn(singlesPerSecond, dropped, refusedEvery, stallEvery, turn * 0.1);
            if (turn > 600) most = Math.Max(most, Backlog);
        }

        // Four seconds of steps, and what is visible early.
        Assert.InRange(most, CallsPerStep, 4 * CallsPerStep);
        if (refusedEvery + stallEvery == 0)
            Assert.InRange(_reserved, 1_800 / _budget.RateAt(_now).Spacing.TotalSeconds * 0.995, double.MaxValue);
    }

    /// <summary>A tenth of a second.</summary>
    private void Turn(double singlesPerSecond, double dropped, int refusedEvery, int stallEvery, double second)
    {
        _now = Some.Now.AddSeconds(second);
        if (_now >= _stepDue) Feed();
        while (_hidden.TryPeek(out var visible) && visible <= _now) (_waiting, _) = (_waiting + 1, _hidden.Dequeue());
        if (_random.NextDouble() < singlesPerSecond / 10) _unfed++;
        if (_waiting > 0) _waitingSince ??= _now;
        else _waitingSince = null;

        // A second and a half without an answer from storage.
        if (stallEvery > 0 && second % stallEvery < 1.5) return;
        var wanted = Math.Min(_waiting + _unfed, 6);
        if (wanted == 0) return;
        var slots = BudgetArithmetic.Reserve(_budget, _now, wanted, _unfed, _now + Horizon, _waitingSince);
        _reserved += slots.Count;
        var toUnfed = Math.Min(_unfed, slots.Count);
        _unfed -= toUnfed;
        _waiting -= slots.Count - toUnfed;
        _unfed += slots.Count(_ => _random.NextDouble() < dropped);
        if (refusedEvery == 0 || slots.Count == 0 || (int)second % refusedEvery != 0 || second % 1 > 0.05) return;
        Adaptation.HoldBack(_budget, _now, new(slots[0], _budget.Row.Epoch), retryAfter: null);
        _unfed += slots.Count;
    }

    private void Feed()
    {
        var start = Feeding.Feed(_budget, _now, CallsPerStep);
        var spacing = _budget.SpacingAt(_now);
        foreach (var call in Enumerable.Range(0, CallsPerStep))
            _hidden.Enqueue(start + call * spacing - TimeSpan.FromSeconds(1));
        _stepDue = start + CallsPerStep * spacing - TimeSpan.FromSeconds(2);
    }
}
