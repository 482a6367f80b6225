using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

/// <summary>
/// The whole pacing in virtual time: desks of one to four hosts with clocks of their own over rows that they change by
/// compare-and-swap, with slow, failing and lost writes, calls that come late, and a way of any length to the far side.
/// </summary>
internal sealed class PacingRun
{
    private readonly Random _random;
    private readonly PriorityQueue<Action, (long At, int No)> _events = new();
    private readonly List<PacedHost> _hosts = [];
    private readonly List<(DateTimeOffset At, int Budget)> _arrivals = [];
    private readonly bool _isCalm;
    private int _no;

    public PacingRun(PacingCase pacing, int seed)
    {
        (Case, Table, _random) = (pacing, new(pacing), new(seed));
        // In half of the runs storage answers well: the rate is used whole then, and the limit is near.
        _isCalm = Chance(0.5);
        for (var host = 0; host < _random.Next(1, 5); host++)
        {
            var clock = pacing.World.Clock * (Extreme() - 0.5);
            for (var budget = 0; budget < pacing.Budgets.Count; budget++) _hosts.Add(new(this, budget, clock));
        }
    }

    public DateTimeOffset Now { get; private set; } = Some.Now;

    public PacingCase Case { get; }

    public PacedTable Table { get; }

    /// <returns>When calls arrived at the far side, by budget.</returns>
    public IReadOnlyList<(DateTimeOffset At, int Budget)> Run()
    {
        foreach (var host in _hosts)
        {
            Traffic(host);
            Stall(host);
        }

        for (var put = 0; put < Case.Puts.Count; put++)
        {
            var limit = Case.Puts[put];
            After(Case.Time / (Case.Puts.Count + 1) * (put + 1), () => Put(limit));
        }

        var end = Some.Now + Case.Time;
        while (_events.TryDequeue(out var action, out var due) && due.At < end.UtcTicks)
        {
            Now = new(due.At, TimeSpan.Zero);
            action();
        }

        return [.. _arrivals.Order()];
    }

    public void After(TimeSpan wait, Action action) =>
        _events.Enqueue(action, ((Now + (wait > TimeSpan.Zero ? wait : TimeSpan.Zero)).UtcTicks, _no++));

    /// <summary>How long storage takes for one way of a request.</summary>
    public TimeSpan Latency() => TimeSpan.FromMilliseconds(_random.Next(1, !_isCalm && Chance(0.03) ? 1_500 : 30));

    /// <summary>How late a timer or a thread comes.</summary>
    public TimeSpan Lateness() => Chance(0.1)
        ? Case.World.Tolerance * (1.5 * Extreme())
        : TimeSpan.FromMilliseconds(_random.Next(4));

    public bool FailsBefore() => !_isCalm && Chance(0.03);

    public bool LosesAnswer() => !_isCalm && Chance(0.03);

    /// <summary>Makes a call, which arrives after some time.</summary>
    /// <returns>Whether the far side refuses it.</returns>
    public bool IsRefused(int budget)
    {
        var way = Case.World.Network * Extreme();
        After(way, () => _arrivals.Add((Now, budget)));
        return Chance(Case.Refused);
    }

    public bool Chance(double chance) => _random.NextDouble() < chance;

    /// <summary>More work than can be called, most of the time.</summary>
    private void Traffic(PacedHost host)
    {
        var rate = Case.Budgets[host.Budget].Rate.Spacing;
        var calls = _random.Next(1, 6);
        for (var call = 0; call < calls; call++) host.Add(fed: Chance(0.8));
        After(rate * calls * (_random.NextDouble() * 1.5), () => Traffic(host));
    }

    /// <summary>At the start, when everything is done for the first time, and now and then.</summary>
    private void Stall(PacedHost host)
    {
        if (Case.LongestStall <= TimeSpan.Zero) return;
        host.StalledUntil = Now + Case.LongestStall * Extreme();
        After(TimeSpan.FromSeconds(_random.Next(3, 60)), () => Stall(host));
    }

    private void Put(BudgetLimit limit)
    {
        var view = Table.Read(0);
        var budget = Table.Open(0, view);
        budget.Row.PutLimit = limit;
        Table.TryWrite(0, view, budget);
    }

    /// <summary>0 and 1 more often than what lies between: limits break at the edges.</summary>
    private double Extreme() => _random.Next(3) switch { 0 => 0, 1 => 1, _ => _random.NextDouble() };
}
