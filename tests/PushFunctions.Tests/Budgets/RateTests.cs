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
            var options = new BudgetOptions { CallsPerMinute = draw.Limit };

            var arrivals = new Traffic(options, options.Spacing, draw.Seed).Arrivals(draw.Limit * 3 + 10);

            Assert.InRange(Traffic.MostInAWindow(arrivals, options.Window), 1, draw.Limit);
        });

    [Fact]
    public void No_second_ever_holds_more_than_a_limit_per_second() => Holds.ForAll(
        Cases,
        draw =>
        {
            var options = BudgetOptions.For(BudgetNames.PushSync);
            options.CallsPerSecond = draw.Limit % 10 + 1;

            var arrivals = new Traffic(options, options.Spacing, draw.Seed).Arrivals(200);

            Assert.InRange(Traffic.MostInAWindow(arrivals, TimeSpan.FromSeconds(1)), 1, draw.Limit % 10 + 1);
        });

    [Fact]
    public void Without_the_allowances_a_second_holds_more_than_its_limit()
    {
        var options = BudgetOptions.For(BudgetNames.PushSync);

        var most = Enumerable.Range(1, 20).Max(seed => Traffic.MostInAWindow(
            new Traffic(options, TimeSpan.FromMilliseconds(1_001), seed).Arrivals(200), options.Window));

        Assert.True(most > 1, "Never more than one came in a second: the allowances would not be needed.");
    }

    [Theory]
    [InlineData(20)]
    [InlineData(120)]
    [InlineData(1_200)]
    public void Without_the_allowances_in_the_spacing_the_same_is_not_so(int limit)
    {
        var options = new BudgetOptions { CallsPerMinute = limit };

        var most = Enumerable.Range(1, 20).Max(seed =>
            Traffic.MostInAWindow(
                new Traffic(options, WithoutAllowances / limit, seed).Arrivals(limit * 3 + 10), options.Window));

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
        var options = new BudgetOptions { CallsPerMinute = limit };
        var allowances = options.Tolerance + options.NetworkAllowance + options.ClockAllowance;

        Assert.True(
            options.Spacing * limit > TimeSpan.FromMinutes(1) + allowances, $"{options.Spacing * limit} is too short.");
    }

    [Theory]
    [InlineData(120)]
    [InlineData(1_200)]
    [InlineData(12_000)]
    public void Nearly_the_whole_limit_is_used(int limit)
    {
        var options = new BudgetOptions { CallsPerMinute = limit };

        Assert.True(TimeSpan.FromMinutes(1) / options.Spacing >= limit * 0.99);
    }

    [Fact]
    public void Calls_to_senders_who_wait_are_spaced_by_a_second_and_a_tenth() =>
        Assert.Equal(TimeSpan.FromMilliseconds(1_101), BudgetOptions.For(BudgetNames.PushSync).Spacing);

    private static Gen<(int Limit, int Seed)> Cases =>
        from limit in Gen.Choose(1, 150)
        from seed in Holds.Seeds
        select (limit, seed);
}
