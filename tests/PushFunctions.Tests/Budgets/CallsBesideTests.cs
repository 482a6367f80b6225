using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

public sealed class CallsBesideTests
{
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(50);

    private readonly BudgetRow _row = new();

    [Fact]
    public void Calls_that_always_come_are_their_part_of_the_rate()
    {
        for (var second = 0; second < 1_800; second++) CallsBeside.Count(_row, Some.Now.AddSeconds(second), 2);

        Assert.InRange(ShareAfter(TimeSpan.FromSeconds(1_800)), 0.098, 0.101);
    }

    [Fact]
    public void A_thousand_calls_at_once_are_a_sixth_of_it_and_soon_forgotten()
    {
        CallsBeside.Count(_row, Some.Now, 1_000);

        Assert.InRange(ShareAfter(TimeSpan.Zero), 0.16, 0.17);
        Assert.InRange(ShareAfter(TimeSpan.FromMinutes(20)), 0, 0.01);
    }

    [Fact]
    public void However_many_there_are_half_of_the_rate_is_left()
    {
        CallsBeside.Count(_row, Some.Now, 1_000_000);

        Assert.Equal(0.5, ShareAfter(TimeSpan.Zero));
    }

    [Fact]
    public void A_clock_that_is_behind_forgets_nothing()
    {
        CallsBeside.Count(_row, Some.Now, 100);
        CallsBeside.Count(_row, Some.Now.AddHours(-1), 100);

        Assert.InRange(_row.BesidePerMinute, 40, 40);
    }

    private double ShareAfter(TimeSpan time) => CallsBeside.ShareOf(_row, Spacing, Some.Now + time);
}
