using FsCheck;
using FsCheck.Fluent;
using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

/// <summary>The promise of the budgets: no rolling window ever holds more calls than the limit.</summary>
public sealed class RateTests
{
    [Fact]
    public void No_window_ever_holds_more_than_the_limit_whatever_hosts_clocks_and_delays_do() => Holds.ForAll(
        Cases,
        draw =>
        {
            var terms = new BudgetTerms { Limit = new(CallsPerMinute: draw.Limit) };

            var arrivals = new Traffic(terms, draw.Seed).Arrivals(draw.Limit * 3 + 10);

            Assert.InRange(Traffic.MostInAWindow(arrivals, TimeSpan.FromMinutes(1)), 1, draw.Limit);
        });

    [Fact]
    public void No_second_ever_holds_more_than_a_limit_per_second() => Holds.ForAll(
        Cases,
        draw =>
        {
            var terms = new BudgetTerms { Limit = new(CallsPerSecond: draw.Limit % 10 + 1) };

            var arrivals = new Traffic(terms, draw.Seed).Arrivals(200);

            Assert.InRange(Traffic.MostInAWindow(arrivals, TimeSpan.FromSeconds(1)), 1, draw.Limit % 10 + 1);
        });

    [Theory]
    [InlineData(1, null)]
    [InlineData(null, 20)]
    [InlineData(null, 120)]
    [InlineData(null, 1_200)]
    public void Without_the_allowances_in_the_spacing_the_same_is_not_so(int? perSecond, int? perMinute)
    {
        var terms = new BudgetTerms { Limit = new(perSecond, perMinute) };
        var without = terms with
        {
            Tolerance = TimeSpan.Zero, NetworkAllowance = TimeSpan.Zero, ClockAllowance = TimeSpan.Zero,
        };
        var limit = perSecond ?? perMinute!.Value;

        var most = Enumerable.Range(1, 20).Max(seed => Traffic.MostInAWindow(
            new Traffic(without, seed, terms.Rate.Allowances).Arrivals(limit * 3 + 200), terms.Limit.Window));

        Assert.True(most > limit, $"At most {most} of {limit} came in a window: the allowances would not be needed.");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(120)]
    [InlineData(1_200)]
    [InlineData(12_000)]
    [InlineData(700_000)]
    [InlineData(999_999)]
    [InlineData(1_000_000)]
    public void One_call_more_than_the_limit_spans_a_window_and_all_allowances(int limit)
    {
        var rate = Limits.PerMinute(limit);
        var allowances = rate.Allowances.Sum;

        Assert.True(
            rate.Spacing * limit > TimeSpan.FromMinutes(1) + allowances, $"{rate.Spacing * limit} is too short.");
    }

    [Theory]
    [InlineData(120)]
    [InlineData(1_200)]
    [InlineData(12_000)]
    public void Nearly_the_whole_limit_is_used(int limit)
    {
        var rate = Limits.PerMinute(limit);

        Assert.True(TimeSpan.FromMinutes(1) / rate.Spacing >= limit * 0.99);
    }

    [Theory]
    [InlineData(1, 1_200, 1_101)]
    [InlineData(20, 120, 501.84)]
    [InlineData(100, 1_200, 50.184)]
    [InlineData(20, null, 55.05)]
    [InlineData(null, 1_200, 50.251)]
    public void Where_seconds_and_minutes_are_counted_slots_lie_as_far_apart_as_either_needs(
        int? perSecond, int? perMinute, double milliseconds)
    {
        var rate = new BudgetTerms { Limit = new(perSecond, perMinute) }.Rate;

        Assert.Equal(milliseconds, rate.Spacing.TotalMilliseconds, 0.01);
    }

    [Fact]
    public void Calls_to_senders_who_wait_are_spaced_by_a_second_and_a_tenth() =>
        Assert.Equal(TimeSpan.FromMilliseconds(1_101), Limits.PerSecond(1).Spacing);

    private static Gen<(int Limit, int Seed)> Cases =>
        from limit in Gen.Choose(1, 150)
        from seed in Holds.Seeds
        select (limit, seed);
}
