using FsCheck;
using FsCheck.Fluent;
using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

/// <summary>The promise of the budgets: no rolling window ever holds more calls than the limit.</summary>
public sealed class RateTests
{
    private static readonly TimeSpan WithoutAllowances = TimeSpan.FromMilliseconds(60_001);

    [Fact]
    public void No_window_ever_holds_more_than_the_limit_whatever_hosts_clocks_and_delays_do() => Holds.ForAll(
        Cases,
        draw =>
        {
            var rate = Limits.PerMinute(draw.Limit);

            var arrivals = new Traffic(rate, rate.Spacing, draw.Seed).Arrivals(draw.Limit * 3 + 10);

            Assert.InRange(Traffic.MostInAWindow(arrivals, rate.Limit.Window), 1, draw.Limit);
        });

    [Fact]
    public void No_second_ever_holds_more_than_a_limit_per_second() => Holds.ForAll(
        Cases,
        draw =>
        {
            var rate = Limits.PerSecond(draw.Limit % 10 + 1);

            var arrivals = new Traffic(rate, rate.Spacing, draw.Seed).Arrivals(200);

            Assert.InRange(Traffic.MostInAWindow(arrivals, TimeSpan.FromSeconds(1)), 1, draw.Limit % 10 + 1);
        });

    [Fact]
    public void Without_the_allowances_a_second_holds_more_than_its_limit()
    {
        var rate = Limits.PerSecond(1);

        var most = Enumerable.Range(1, 20).Max(seed => Traffic.MostInAWindow(
            new Traffic(rate, TimeSpan.FromMilliseconds(1_001), seed).Arrivals(200), rate.Limit.Window));

        Assert.True(most > 1, "Never more than one came in a second: the allowances would not be needed.");
    }

    [Theory]
    [InlineData(20)]
    [InlineData(120)]
    [InlineData(1_200)]
    public void Without_the_allowances_in_the_spacing_the_same_is_not_so(int limit)
    {
        var rate = Limits.PerMinute(limit);

        var most = Enumerable.Range(1, 20).Max(seed =>
            Traffic.MostInAWindow(
                new Traffic(rate, WithoutAllowances / limit, seed).Arrivals(limit * 3 + 10), rate.Limit.Window));

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
    [InlineData(20, 120, 500.84)]
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
