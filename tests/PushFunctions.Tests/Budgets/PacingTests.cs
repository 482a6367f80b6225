using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

/// <summary>
/// The promise of the product, for the whole of its pacing: no window of the far side holds more than the limit.
/// </summary>
public sealed class PacingTests
{
    private const int Seeds = 10_000;

    [Fact]
    public void No_window_ever_holds_more_than_the_limit() => CheckAll(Draw);

    [Fact]
    public void No_minute_ever_holds_more_than_the_limit() => CheckAll(seed =>
        PacingCase.Of(new BudgetLimit(CallsPerMinute: 6 + seed % 25)) with { Refused = seed % 7 == 0 ? 0.05 : 0 });

    [Theory]
    [InlineData(5, null, null)]
    [InlineData(null, 20, null)]
    [InlineData(4, null, 5)]
    public void Without_the_allowances_in_the_spacing_it_would(int? perSecond, int? perMinute, int? total)
    {
        var limit = new BudgetLimit(perSecond, perMinute);
        var pacing = total is null ? PacingCase.Of(limit) : PacingCase.Of([limit, limit], new(total));

        Assert.Contains(Enumerable.Range(0, 200), seed => Exceeds(pacing.WithoutAllowances(), seed));
        Assert.DoesNotContain(Enumerable.Range(0, 200), seed => Exceeds(pacing, seed));
    }

    [Fact]
    public void Behind_calls_that_left_late_the_next_ones_keep_their_distance()
    {
        var exceeded = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var limit = new BudgetLimit(CallsPerMinute: 150 + seed % 150);
            var late = PacingCase.Of(limit) with { LongestStall = TimeSpan.FromSeconds(2) };
            // Slots that are dropped are room, too.
            late = late with { World = late.World with { Tolerance = TimeSpan.Zero } };

            Assert.False(Exceeds(late, seed), $"Seed {seed} exceeds the limit.");
            if (Exceeds(late with { IsLateTold = false }, seed)) exceeded++;
        }

        // Else there would be nothing to see.
        Assert.InRange(exceeded, 100, 300);
    }

    [Fact]
    public void While_the_limit_changes_no_window_holds_more_than_the_larger_one()
    {
        for (var seed = 0; seed < 1_000; seed++)
        {
            var random = new Random(seed);
            var limits = Enumerable.Range(0, 4).Select(_ => new BudgetLimit(CallsPerSecond: random.Next(2, 9))).ToList();
            var pacing = PacingCase.Of(limits[0]) with
            {
                Puts = limits, Refused = 0.05, Time = TimeSpan.FromSeconds(5),
            };

            var arrivals = new PacingRun(pacing, seed).Run();

            Assert.InRange(
                Traffic.MostInAWindow([.. arrivals.Select(call => call.At)], TimeSpan.FromSeconds(1)),
                0, limits.Max(limit => limit.CallsPerSecond!.Value));
        }
    }

    private static void CheckAll(Func<int, PacingCase> draw)
    {
        var near = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var pacing = draw(seed);
            var arrivals = new PacingRun(pacing, seed).Run();
            near += Check(pacing, arrivals, seed);
        }

        // Else the runs would show nothing: most of them fill a window to the last call or nearly so.
        Assert.InRange(near, Seeds / 2, Seeds);
    }

    /// <summary>Small limits, so that two or three windows are few calls.</summary>
    private static PacingCase Draw(int seed)
    {
        var random = new Random(seed);
        var pacing = (seed % 10) switch
        {
            0 or 1 => PacingCase.Of(new BudgetLimit(CallsPerMinute: random.Next(6, 30))),
            2 => PacingCase.Of(new BudgetLimit(CallsPerSecond: random.Next(1, 4), CallsPerMinute: random.Next(30, 60))),
            3 or 4 or 5 => PacingCase.Of(
                [new(CallsPerSecond: random.Next(2, 8)), new(CallsPerSecond: random.Next(1, 8))],
                new(CallsPerSecond: random.Next(2, 9))),
            _ => PacingCase.Of(new BudgetLimit(CallsPerSecond: random.Next(1, 12))),
        };
        return seed % 7 == 0 ? pacing with { Refused = 0.05 } : pacing;
    }

    private static int Check(PacingCase pacing, IReadOnlyList<(DateTimeOffset At, int Budget)> arrivals, int seed)
    {
        var used = 0.0;
        for (var budget = 0; budget < pacing.Budgets.Count; budget++)
        {
            var own = arrivals.Where(call => call.Budget == budget).Select(call => call.At).ToList();
            used = Math.Max(used, Check(pacing.Budgets[budget].Limit, own, seed));
        }

        if (pacing.Total is { } total) used = Math.Max(used, Check(total.Limit, [.. arrivals.Select(call => call.At)], seed));
        return used > 0.7 ? 1 : 0;
    }

    private static double Check(BudgetLimit limit, IReadOnlyList<DateTimeOffset> arrivals, int seed) => Math.Max(
        Check(limit.CallsPerSecond, TimeSpan.FromSeconds(1), arrivals, seed),
        Check(limit.CallsPerMinute, TimeSpan.FromMinutes(1), arrivals, seed));

    private static double Check(int? limit, TimeSpan window, IReadOnlyList<DateTimeOffset> arrivals, int seed)
    {
        if (limit is not { } calls) return 0;
        var most = Traffic.MostInAWindow(arrivals, window);
        Assert.True(most <= calls, $"Seed {seed}: {most} calls came in a window of {window}; at most {calls} may.");
        return most / (double)calls;
    }

    private static bool Exceeds(PacingCase pacing, int seed)
    {
        var limit = (pacing.Total ?? pacing.Budgets[0]).Limit;
        var arrivals = new PacingRun(pacing, seed).Run();
        return Traffic.MostInAWindow([.. arrivals.Select(call => call.At)], limit.Window)
            > (limit.CallsPerSecond ?? limit.CallsPerMinute);
    }
}
