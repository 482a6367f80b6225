using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

public sealed class FeedForecastTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(50);

    private readonly BudgetRow _row = new();
    private readonly Budget _budget;

    public FeedForecastTests() => _budget = Limits.EveryFiftyMs(_row);

    [Fact]
    public void A_call_is_behind_all_that_is_fed()
    {
        Feeding.Feed(_budget, Some.Now, calls: 40);

        var forecast = new FeedForecast(_budget, Some.Now);

        Assert.Equal((Spacing, Some.Now.AddSeconds(3.5)), (forecast.Spacing, forecast.Start));
        Assert.Equal(Some.Now.AddSeconds(4), forecast.At(before: 10, notBefore: Some.Now));
        Assert.Equal(Some.Now.AddSeconds(10), forecast.At(before: 20, notBefore: Some.Now.AddSeconds(9)));
        Assert.Equal((0, 30), (forecast.CallsBefore(Some.Now.AddSeconds(3)), forecast.CallsBefore(Some.Now.AddSeconds(5))));
    }

    [Fact]
    public void Where_nothing_is_fed_the_first_call_is_as_far_ahead_as_it_is_fed()
    {
        var forecast = new FeedForecast(_budget, Some.Now);

        Assert.Equal((Some.Now, Some.Now + Feeding.Lead), (forecast.End, forecast.Start));
    }

    [Fact]
    public void Calls_that_go_before_make_all_of_it_longer()
    {
        Feeding.Feed(_budget, Some.Now, calls: 40);
        CallsBeside.Count(_row, Some.Now, 1_200);

        var forecast = new FeedForecast(_budget, Some.Now);

        Assert.Equal(62.5, forecast.Spacing.TotalMilliseconds, 0.001);
        Assert.Equal(4.375, (forecast.End - Some.Now).TotalSeconds, 0.001);
    }

    [Fact]
    public void Each_day_has_no_more_than_its_calls()
    {
        var budget = PerDay(_row, 100);
        var now = Midnight.AddHours(-5);
        Take(budget, now, 70);

        var forecast = new FeedForecast(budget, now);

        Assert.True(forecast.At(29, now) < now.AddMinutes(1));
        Assert.Equal(Midnight.AddSeconds(0.1), forecast.At(30, now));
        Assert.Equal(Midnight.AddDays(2).AddSeconds(0.1) + 50 * forecast.Spacing, forecast.At(280, now));
        Assert.Equal((30, 130), (forecast.CallsBefore(Midnight), forecast.CallsBefore(Midnight.AddHours(1))));
    }

    [Fact]
    public void What_is_fed_beyond_the_days_calls_goes_to_the_next_day()
    {
        var budget = PerDay(_row, 100);
        var now = Midnight.AddHours(-5);
        Take(budget, now, 70);
        Feeding.Feed(budget, now, calls: 50);

        var forecast = new FeedForecast(budget, now);

        // Twenty of the fifty, and the second and a half that a first feed lies ahead.
        Assert.InRange((forecast.At(0, now) - Midnight) / forecast.Spacing, 20, 55);
    }

    [Fact]
    public void A_day_that_ends_before_its_calls_are_made_leaves_the_rest_to_the_next()
    {
        var budget = PerDay(_row, 10_000);
        var now = Midnight.AddSeconds(-30);

        var forecast = new FeedForecast(budget, now);

        var today = (int)((Midnight - forecast.Start) / forecast.Spacing);
        Assert.InRange(forecast.At(today - 10, now), Midnight.AddSeconds(-1.5), Midnight);
        Assert.InRange(forecast.At(today + 10, now), Midnight.AddSeconds(0.1), Midnight.AddSeconds(1.5));
    }

    [Fact]
    public void The_total_of_a_day_holds_as_well()
    {
        var total = PerDay(new(), 10);
        var budget = _budget with { Total = total };

        Assert.Equal(Some.Now.UtcDateTime.Date.AddDays(1), new FeedForecast(budget, Some.Now).At(10, Some.Now).Date);
    }

    private static Budget PerDay(BudgetRow row, int calls) =>
        new(row, new() { Limit = new(CallsPerMinute: 1_200, CallsPerDay: calls) });

    private static void Take(Budget budget, DateTimeOffset now, int calls)
    {
        for (var call = 0; call < calls; call++) BudgetArithmetic.Book(budget, now, TimeSpan.Zero, TimeSpan.FromDays(1));
    }
}
