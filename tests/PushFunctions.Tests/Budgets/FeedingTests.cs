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

    private static double Ms(DateTimeOffset moment) => (moment - Some.Now).TotalMilliseconds;
}
