using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

public sealed class BudgetArithmeticTests
{
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(0.6);

    private readonly BudgetRow _row = new();
    private readonly Budget _budget;

    public BudgetArithmeticTests() => _budget = Limits.EveryFiftyMs(_row);

    [Fact]
    public void A_first_slot_lies_a_little_ahead_and_the_next_ones_behind_it()
    {
        var slots = Reserve(3);

        Assert.Equal([40, 90, 140], slots.Select(Ms));
        Assert.Equal(190, Ms(_row.Next));
    }

    [Fact]
    public void Slots_are_never_given_twice()
    {
        var first = Reserve(3);
        var second = Reserve(3);

        Assert.Equal([190, 240, 290], second.Select(Ms));
        Assert.Empty(first.Intersect(second));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(12, 12)]
    [InlineData(100, 12)]
    public void No_slot_lies_beyond_the_horizon(int wanted, int taken)
    {
        var slots = Reserve(wanted);

        Assert.Equal(taken, slots.Count);
        Assert.All(slots, slot => Assert.True(slot < Some.Now + Soon));
    }

    [Fact]
    public void Nothing_changes_when_the_next_slot_lies_too_far_ahead()
    {
        _row.Next = Some.Now + Soon;

        Assert.Empty(Reserve(5));

        Assert.Equal(Some.Now + Soon, _row.Next);
    }

    [Fact]
    public void A_slot_just_before_the_horizon_is_given()
    {
        _row.Next = Some.Now + Soon - TimeSpan.FromTicks(1);

        Assert.Single(Reserve(5));
    }

    [Fact]
    public void Time_that_nobody_used_is_not_made_up_for()
    {
        Reserve(3);

        var later = BudgetArithmetic.Reserve(
            _budget, Some.Now + TimeSpan.FromMinutes(1), 2, unfed: 0, Some.Now + TimeSpan.FromMinutes(1) + Soon);

        Assert.Equal([60_040, 60_090], later.Select(Ms));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(9, 3)]
    public void Work_that_nobody_fed_moves_the_feed(int unfed, int moves)
    {
        _row.Feed = Some.Now + TimeSpan.FromSeconds(5);

        BudgetArithmetic.Reserve(_budget, Some.Now, count: 3, unfed, Some.Now + Soon);

        Assert.Equal(5_000 + moves * 50, Ms(_row.Feed));
    }

    [Fact]
    public void A_feed_that_has_passed_is_not_moved()
    {
        _row.Feed = Some.Now;

        BudgetArithmetic.Reserve(_budget, Some.Now, count: 3, unfed: 3, Some.Now + Soon);

        Assert.Equal(Some.Now, _row.Feed);
    }

    [Fact]
    public void A_slot_is_booked_no_sooner_than_its_lead_and_the_next_behind_it()
    {
        Assert.Equal([150, 200, 250], new[] { Book()!.Value, Book()!.Value, Book()!.Value }.Select(Ms));
        Assert.Equal(300, Ms(_row.Next));
    }

    [Theory]
    [InlineData(5_000, true)]
    [InlineData(5_001, false)]
    public void A_slot_is_booked_at_most_so_far_ahead(int next, bool isBooked)
    {
        _row.Next = Some.Now + TimeSpan.FromMilliseconds(next);

        Assert.Equal(isBooked, Book() is not null);

        Assert.Equal(next + (isBooked ? 50 : 0), Ms(_row.Next));
    }

    [Fact]
    public void A_slot_given_back_is_the_next_one_to_be_booked()
    {
        var slot = Book()!.Value;

        Assert.True(BudgetArithmetic.GiveBack(_budget, Some.Now, slot));

        Assert.Equal(slot, Book());
    }

    [Fact]
    public void A_slot_behind_which_others_are_booked_is_not_given_back()
    {
        var slot = Book()!.Value;
        var behind = Book()!.Value;

        Assert.False(BudgetArithmetic.GiveBack(_budget, Some.Now, slot));

        Assert.Equal(behind + Spacing, Book());
    }

    private DateTimeOffset? Book() => BudgetArithmetic.Book(
        _budget, Some.Now, lead: TimeSpan.FromMilliseconds(150), within: TimeSpan.FromSeconds(5));

    private IReadOnlyList<DateTimeOffset> Reserve(int count) =>
        BudgetArithmetic.Reserve(_budget, Some.Now, count, unfed: 0, Some.Now + Soon);

    private static double Ms(DateTimeOffset moment) => (moment - Some.Now).TotalMilliseconds;
}
