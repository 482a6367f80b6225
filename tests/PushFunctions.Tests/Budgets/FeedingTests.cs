using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

public sealed class FeedingTests
{
    private readonly BudgetRow _row = new();
    private readonly Budget _budget;

    public FeedingTests() => _budget = Limits.EveryFiftyMs(_row);

    [Fact]
    public void Feeds_lie_one_behind_the_other()
    {
        var first = Feeding.Feed(_budget, Some.Now, calls: 40);
        var second = Feeding.Feed(_budget, Some.Now, calls: 40);

        Assert.Equal([1_500, 3_500], new[] { first, second }.Select(Ms));
        Assert.Equal(5_500, Ms(_row.Feed));
    }

    [Fact]
    public void Nothing_is_fed_before_the_slots_that_are_taken()
    {
        _row.Next = Some.Now + TimeSpan.FromSeconds(30);

        Assert.Equal(30_000, Ms(Feeding.Feed(_budget, Some.Now, calls: 1)));
    }

    [Fact]
    public void A_feed_given_back_leaves_no_hole()
    {
        Feeding.Feed(_budget, Some.Now, calls: 40);
        Feeding.Feed(_budget, Some.Now, calls: 10);
        Feeding.Unfeed(_budget, Some.Now, calls: 10);

        Assert.Equal(3_500, Ms(Feeding.Feed(_budget, Some.Now, calls: 5)));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(2)]
    public void When_slots_lie_otherwise_apart_what_is_fed_is_as_many_calls_as_before(double times)
    {
        Feeding.Feed(_budget, Some.Now, calls: 40);
        _row.Next = Some.Now.AddSeconds(0.5);
        var slower = _budget with { Terms = new() { Limit = new(CallsPerMinute: (int)(1_206 / times)) } };

        var before = (_row.Feed - _row.Next) / _budget.SpacingAt(Some.Now);
        Feeding.Follow(slower, Some.Now);

        Assert.Equal(before, (_row.Feed - _row.Next) / slower.SpacingAt(Some.Now), 0.01);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 1_000_000)]
    [InlineData(1_000_000, 1)]
    [InlineData(1_000_000, 47)]
    public void A_feed_that_is_a_day_ahead_follows_every_other_limit(int before, int after)
    {
        var budget = _budget with { Terms = new() { Limit = new(CallsPerMinute: before) } };
        Feeding.Feed(budget, Some.Now, calls: 1);
        _row.Feed = Some.Now.AddDays(1);

        Feeding.Follow(budget with { Terms = new() { Limit = new(CallsPerMinute: after) } }, Some.Now);

        Assert.InRange(_row.Feed, Some.Now, Some.Now.AddDays(2));
    }

    [Fact]
    public void A_hold_back_moves_what_is_fed_by_what_it_moves_the_slots()
    {
        Feeding.Feed(_budget, Some.Now, calls: 40);
        var slot = BudgetArithmetic.Reserve(_budget, Some.Now, 2, unfed: 0, Some.Now.AddSeconds(0.6))[1];
        var calls = (_row.Feed - _row.Next) / _budget.SpacingAt(Some.Now);

        Adaptation.HoldBack(_budget, slot, new(slot, 0), TimeSpan.FromSeconds(20));

        Assert.Equal(calls, (_row.Feed - _row.Next) / _budget.SpacingAt(Some.Now), 0.01);
    }

    [Fact]
    public void Time_that_passed_while_fed_work_waited_moves_the_feed()
    {
        Feeding.Feed(_budget, Some.Now, calls: 40);
        BudgetArithmetic.Reserve(_budget, Some.Now, 2, unfed: 0, Some.Now.AddSeconds(0.6), waitingSince: Some.Now);
        Assert.Equal(3_500, Ms(_row.Feed));

        // Storage was away for three seconds.
        var later = Some.Now.AddSeconds(3.1);
        var slot = BudgetArithmetic.Reserve(_budget, later, 1, unfed: 0, later.AddSeconds(0.6), waitingSince: Some.Now)[0];

        Assert.Equal(3_500 + Ms(slot) - 140, Ms(_row.Feed));
    }

    [Fact]
    public void Time_in_which_no_fed_work_waited_is_not_lost_to_it()
    {
        Feeding.Feed(_budget, Some.Now, calls: 40);
        var later = Some.Now.AddSeconds(1);

        BudgetArithmetic.Reserve(_budget, later, 1, unfed: 0, later.AddSeconds(0.6), waitingSince: later);
        BudgetArithmetic.Reserve(_budget, later, 1, unfed: 0, later.AddSeconds(0.6));

        Assert.Equal(3_500, Ms(_row.Feed));
    }

    private static double Ms(DateTimeOffset moment) => (moment - Some.Now).TotalMilliseconds;
}
