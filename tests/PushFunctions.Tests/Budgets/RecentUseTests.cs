using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

public sealed class RecentUseTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Slots_count_for_a_window()
    {
        var use = Used(Minute, 0, 10, 20);

        Assert.Equal(3, use.Until(At(30)));
        Assert.Equal(3, use.Until(At(59.9)));
        Assert.Equal(2, use.Until(At(63)), 0.01);
        Assert.Equal(0, use.Until(At(90)), 0.01);
    }

    [Fact]
    public void Slots_that_lie_ahead_count_from_their_moment_on()
    {
        var use = Used(Minute, 0, 30);

        Assert.Equal(1, use.Until(At(15)));
        Assert.Equal(2, use.Until(At(33)));
    }

    [Fact]
    public void Of_even_traffic_a_window_holds_what_it_should_wherever_it_is_cut()
    {
        Assert.All(
            Enumerable.Range(60, 60),
            second =>
            {
                var use = Used(Minute, [.. Enumerable.Range(0, second * 20).Select(slot => slot * 0.05)]);

                Assert.Equal(1_200, use.Until(At(second)), 1.0);
            });
    }

    [Fact]
    public void What_was_counted_by_another_window_does_not_count()
    {
        var row = new BudgetRow();
        Used(Minute, 0).WriteTo(row);

        Assert.Equal(0, RecentUse.Of(row, TimeSpan.FromSeconds(1)).Until(At(0.5)));
    }

    [Fact]
    public void A_row_holds_little_more_than_a_window_however_long_it_is_used()
    {
        var row = new BudgetRow();
        foreach (var second in Enumerable.Range(0, 1_000))
            RecentUse.Of(row, Minute).With([At(second)], At(second)).WriteTo(row);

        Assert.InRange(row.Used!.Length, 40, 48);
        Assert.Equal(60, RecentUse.Of(row, Minute).Until(At(1_000)), 1.0);
    }

    [Fact]
    public void Slots_of_a_second_that_are_booked_far_ahead_fit()
    {
        var row = new BudgetRow();
        Used(TimeSpan.FromSeconds(1), 0, 1.1, 2.2, 3.3, 4.4, 500).WriteTo(row);

        Assert.InRange(row.Used!.Length, 2, 320);
        Assert.Equal(1, RecentUse.Of(row, TimeSpan.FromSeconds(1)).Until(At(500.1)));
    }

    [Fact]
    public void A_slot_given_back_does_not_count() =>
        Assert.Equal(1, Used(Minute, 0, 10).Without(At(10)).Without(At(50)).Until(At(30)));

    private static RecentUse Used(TimeSpan window, params double[] seconds) =>
        RecentUse.Of(new(), window).With([.. seconds.Select(At)], Some.Now);

    private static DateTimeOffset At(double seconds) => Some.Now.AddSeconds(seconds);
}
