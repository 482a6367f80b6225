using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

public sealed class DayBookingsTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    private readonly Budget _budget = new(
        new() { RowKey = BudgetNames.PushToEveryone }, new() { Limit = new(CallsPerMinute: 5, CallsPerDay: 2) });

    [Fact]
    public void A_day_has_so_many_places_and_the_next_one_follows()
    {
        Assert.Equal((true, Some.Now), Book("a"));
        Assert.Equal((true, Some.Now), Book("b"));
        Assert.Equal(0, DayBookings.LeftOn(_budget, Some.Now));

        Assert.Equal((false, null), Book("c", before: Midnight));
        Assert.Equal((true, Midnight + TimeSpan.FromMilliseconds(100)), Book("c"));

        Assert.Equal(1, DayBookings.LeftOn(_budget, Midnight));
    }

    [Fact]
    public void Who_books_again_has_one_place()
    {
        Book("a");

        Assert.Equal((false, Some.Now.AddHours(1)), Book("a", Some.Now.AddHours(1)));

        Assert.Equal(1, DayBookings.LeftOn(_budget, Some.Now));
    }

    [Fact]
    public void Who_has_a_later_day_keeps_it()
    {
        foreach (var holder in new[] { "a", "b", "c" }) Book(holder);
        DayBookings.GiveBack(_budget, Some.Now, "a");

        Assert.Equal((false, Midnight + TimeSpan.FromMilliseconds(100)), Book("c"));
    }

    [Fact]
    public void Whoever_misses_the_day_books_the_day_that_is_there()
    {
        Book("a");

        Assert.Equal((true, Midnight.AddHours(1)), Book("a", Midnight.AddHours(1), now: Midnight.AddHours(1)));

        Assert.Equal(1, DayBookings.LeftOn(_budget, Midnight.AddHours(1)));
    }

    [Fact]
    public void A_place_given_back_is_free()
    {
        foreach (var holder in new[] { "a", "b" }) Book(holder);

        Assert.True(DayBookings.GiveBack(_budget, Some.Now, "a"));
        Assert.False(DayBookings.GiveBack(_budget, Some.Now, "a"));

        Assert.Equal((true, Some.Now), Book("c"));
    }

    [Fact]
    public void A_day_is_booked_a_year_ahead_and_forgotten_when_it_is_over()
    {
        var far = Some.Now.AddDays(366);
        foreach (var holder in new[] { "a", "b" }) Assert.Equal((true, far), Book(holder, far));
        Assert.Equal((false, null), Book("c", far, before: far.AddDays(1).Date));

        Book("d", far.AddDays(1), now: far.AddDays(1));

        Assert.Equal(12, _budget.Row.Booked!.Length);
    }

    [Fact]
    public void Nothing_is_written_where_days_are_not_limited()
    {
        var unlimited = _budget with { Terms = new() { Limit = new(CallsPerMinute: 5) } };

        Assert.Equal((false, Some.Now), DayBookings.Book(unlimited, Some.Now, "a", Some.Now));
        Assert.Null(DayBookings.LeftOn(unlimited, Some.Now));
    }

    [Fact]
    public void Of_all_days_together_so_many_are_booked_as_fit_into_the_column()
    {
        var large = _budget with { Terms = new() { Limit = new(CallsPerMinute: 5, CallsPerDay: 100_000) } };
        for (var no = 0; no < DayBookings.Most; no++) DayBookings.Book(large, Some.Now, $"{no}", Some.Now);

        Assert.Null(DayBookings.Book(large, Some.Now, "one more", Some.Now).At);
        Assert.Equal(0, DayBookings.LeftOn(large, Some.Now));
        Assert.InRange(large.Row.Booked!.Length, 1, 64 * 1024);
    }

    [Fact]
    public void A_call_counts_by_its_booking_and_not_by_its_slots()
    {
        Book("a");

        for (var no = 0; no < 5; no++)
            Assert.NotNull(BudgetArithmetic.Book(_budget, Some.Now.AddMinutes(no), TimeSpan.Zero, TimeSpan.FromMinutes(1)));

        Assert.Equal((1, 0), (DayBookings.LeftOn(_budget, Some.Now), _budget.Row.DayUsed));
    }

    private (bool, DateTimeOffset?) Book(
        string holder, DateTimeOffset? from = null, DateTimeOffset? before = null, DateTimeOffset? now = null) =>
        DayBookings.Book(_budget, now ?? Some.Now, holder, from ?? Some.Now, before);
}
