using FsCheck.Fluent;
using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

public sealed class DayLimitTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
    private static readonly BudgetTerms Terms = new() { Limit = new(CallsPerMinute: 5, CallsPerDay: 3) };

    private readonly Budget _budget = new(new(), Terms);

    [Fact]
    public void When_a_day_is_used_up_the_next_slot_is_after_midnight_UTC()
    {
        var now = Midnight.AddHours(-5);
        var slots = Enumerable.Range(0, 3).Select(_ => Book(now)).ToList();

        Assert.All(slots, slot => Assert.True(slot < now.AddMinutes(1)));
        Assert.Null(BudgetArithmetic.Book(_budget, now, TimeSpan.Zero, within: TimeSpan.FromHours(4)));
        Assert.Equal(Midnight + Terms.Rate.Allowances.Clock, BudgetArithmetic.FirstFree(_budget, now, TimeSpan.Zero));
        Assert.Equal(0, Feeding.LeftWithin(_budget, now, TimeSpan.FromMinutes(10)));
    }

    [Fact]
    public void The_next_day_has_its_own_count()
    {
        for (var call = 0; call < 4; call++) Book(Midnight.AddHours(-1));

        Assert.Equal((1, 2), (_budget.Row.DayUsed, Feeding.LeftWithin(_budget, Midnight.AddHours(1), TimeSpan.FromHours(1))));
    }

    [Fact]
    public void A_slot_given_back_is_left_for_the_day()
    {
        var now = Midnight.AddHours(-5);
        var slot = Book(now);

        BudgetArithmetic.GiveBack(_budget, now, slot);

        Assert.Equal(0, _budget.Row.DayUsed);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(null)]
    public void What_was_put_off_to_tomorrow_is_fed_today_when_the_day_gets_more_calls(int? callsPerDay)
    {
        var now = Midnight.AddHours(-5);
        for (var call = 0; call < 3; call++) Book(now);
        var tomorrow = Feeding.Feed(_budget, now, calls: 2);

        _budget.Put(new(CallsPerMinute: 5, CallsPerDay: callsPerDay), "v", now);

        Assert.True(tomorrow > Midnight);
        Assert.InRange(Feeding.Feed(_budget, now, calls: 1), now, now.AddMinutes(2));
    }

    [Fact]
    public void A_limit_per_day_alone_does_not_slow_calls_down() =>
        Assert.InRange(new BudgetTerms { Limit = new(CallsPerDay: 100) }.Rate.Spacing.TotalMilliseconds, 0.01, 1);

    [Fact]
    public void No_day_of_the_far_side_holds_more_than_its_limit() => Holds.ForAll(
        Holds.Seeds,
        seed =>
        {
            var random = new Random(seed);
            var terms = Terms with { Limit = new(CallsPerSecond: 2, CallsPerDay: random.Next(1, 20)) };
            var budget = new Budget(new(), terms);
            var allowances = terms.Rate.Allowances;
            var now = Midnight.AddSeconds(-random.Next(1, 60));
            var arrivals = new List<DateTimeOffset>();
            while (now < Midnight.AddMinutes(2))
            {
                var clock = allowances.Clock * (random.NextDouble() - 0.5);
                arrivals.AddRange(
                    from slot in BudgetArithmetic.Reserve(budget, now + clock, random.Next(1, 5), 0, now.AddSeconds(0.6) + clock)
                    select slot - clock + (allowances.Tolerance + allowances.Network) * random.NextDouble());
                now = now.AddMilliseconds(random.Next(1, 500));
            }

            Assert.All(
                arrivals.GroupBy(arrival => arrival.UtcDateTime.Date),
                day => Assert.InRange(day.Count(), 1, terms.Limit.CallsPerDay!.Value));
        });

    private DateTimeOffset Book(DateTimeOffset now) =>
        BudgetArithmetic.Book(_budget, now, TimeSpan.Zero, within: TimeSpan.FromDays(2))!.Value;
}
