using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

public sealed class LateCallsTests
{
    private static readonly DateTimeOffset Next = Some.Now.AddSeconds(1);

    private readonly Budget _budget = new(new() { Next = Next, Feed = Next.AddSeconds(2) }, Terms(1_200));

    [Fact]
    public void Behind_a_late_call_the_next_slot_moves_by_what_its_tolerance_did_not_cover()
    {
        var isChanged = Left(0, late: 500);

        Assert.True(isChanged);
        Assert.Equal(Next.AddMilliseconds(400), _budget.Row.Next);
        Assert.Equal(Next.AddMilliseconds(2400), _budget.Row.Feed);
    }

    [Fact]
    public void Within_its_tolerance_a_call_is_not_late()
    {
        var isChanged = Left(0, late: 100);

        Assert.False(isChanged);
        Assert.Equal(Next, _budget.Row.Next);
    }

    [Fact]
    public void The_room_behind_one_serves_all_that_were_late_with_it()
    {
        Left(0, late: 500);
        Left(50, late: 450);
        Left(100, late: 600);

        Assert.Equal(Next.AddMilliseconds(500), _budget.Row.Next);
    }

    [Fact]
    public void A_call_behind_the_room_needs_its_own()
    {
        Left(0, late: 500);

        Left(1400, late: 300);

        Assert.Equal(Next.AddMilliseconds(600), _budget.Row.Next);
    }

    [Fact]
    public void Where_nobody_called_meanwhile_there_is_room_enough()
    {
        var isChanged = LateCalls.MakeRoom(_budget, Next.AddSeconds(1), Call(0, late: 500));

        Assert.False(isChanged);
        Assert.Equal(Next, _budget.Row.Next);
    }

    [Fact]
    public void Nor_is_room_made_for_a_call_that_is_gone_from_its_window()
    {
        _budget.Row.Next = Some.Now.AddMinutes(2);

        Assert.False(LateCalls.MakeRoom(_budget, Some.Now.AddSeconds(61), Call(0, late: 500)));
        Assert.True(LateCalls.MakeRoom(_budget, Some.Now.AddSeconds(60), Call(0, late: 500)));
    }

    [Fact]
    public void Nor_for_one_after_whose_slot_everybody_was_held_back()
    {
        _budget.Row.Epoch = 1;

        Assert.False(Left(0, late: 500));
    }

    [Fact]
    public void Room_is_made_in_the_total_as_well()
    {
        var total = new Budget(new() { Next = Next.AddSeconds(3) }, Terms(6_000));

        LateCalls.MakeRoom(_budget with { Total = total }, Some.Now, Call(0, late: 500));

        Assert.Equal(Next.AddMilliseconds(3400), total.Row.Next);
    }

    [Fact]
    public void However_late_a_call_is_the_others_wait_two_seconds_at_most()
    {
        Left(0, late: 600000);

        Assert.Equal(Next.AddMilliseconds(2000), _budget.Row.Next);
    }

    private static BudgetTerms Terms(int callsPerMinute) => new() { Limit = new(CallsPerMinute: callsPerMinute) };

    /// <param name="slot">In milliseconds, as <paramref name="late"/>.</param>
    private static LateCall Call(int slot, int late) =>
        new(new(Some.Now.AddMilliseconds(slot), Epoch: 0), Some.Now.AddMilliseconds(slot + late));

    private bool Left(int slot, int late) => LateCalls.MakeRoom(_budget, Some.Now, Call(slot, late));
}
