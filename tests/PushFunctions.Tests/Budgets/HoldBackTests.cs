using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

public sealed class HoldBackTests
{
    private readonly BudgetRow _row = new() { Next = Some.Now };
    private readonly Budget _budget;
    private DateTimeOffset _now = Some.Now;

    public HoldBackTests() => _budget = Limits.EveryFiftyMs(_row);

    [Fact]
    public void A_first_refusal_holds_everybody_back_for_a_second()
    {
        Assert.True(Adaptation.HoldBack(_budget, Some.Now, Refused(0), retryAfter: null));

        Assert.Equal(1, _row.Epoch);
        Assert.Equal(Some.Now + TimeSpan.FromSeconds(1), _row.Next);
    }

    [Fact]
    public void Of_all_refusals_of_one_epoch_only_the_first_is_news()
    {
        Adaptation.HoldBack(_budget, Some.Now, Refused(0), retryAfter: null);

        Assert.False(Adaptation.HoldBack(_budget, Some.Now, Refused(0), TimeSpan.FromSeconds(30)));

        Assert.Equal(1, _row.Epoch);
        Assert.Equal(Some.Now + TimeSpan.FromSeconds(1), _row.Next);
    }

    [Fact]
    public void Refusals_right_after_hold_backs_double_them_up_to_a_minute()
    {
        var waits = Enumerable.Range(0, 9).Select(_ => RefuseRightAfterTheLast()).ToList();

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60, 60], waits);
    }

    [Fact]
    public void After_a_clean_minute_it_begins_with_a_second_again()
    {
        for (var refusal = 0; refusal < 4; refusal++) RefuseRightAfterTheLast();

        _now = _row.Next + TimeSpan.FromSeconds(61);

        Assert.Equal(1, RefuseRightAfterTheLast());
    }

    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(5, 5)]
    [InlineData(600, 60)]
    public void A_longer_wait_that_the_far_side_asks_for_is_kept_within_a_minute(double asked, double seconds)
    {
        Adaptation.HoldBack(_budget, Some.Now, Refused(0), TimeSpan.FromSeconds(asked));

        Assert.Equal(Some.Now + TimeSpan.FromSeconds(seconds), _row.Next);
    }

    [Fact]
    public void It_begins_behind_the_slots_that_are_taken()
    {
        _row.Next = Some.Now + TimeSpan.FromSeconds(0.5);

        Adaptation.HoldBack(_budget, Some.Now, Refused(0), retryAfter: null);

        Assert.Equal(Some.Now + TimeSpan.FromSeconds(1.5), _row.Next);
    }

    private Slot Refused(int epoch) => new(_now, epoch);

    /// <summary>The first call after a hold-back is refused too.</summary>
    private double RefuseRightAfterTheLast()
    {
        if (_now < _row.Next) _now = _row.Next + TimeSpan.FromMilliseconds(100);
        _row.Next = _now;
        Adaptation.HoldBack(_budget, _now, Refused(_row.Epoch), retryAfter: null);
        return (_row.Next - _now).TotalSeconds;
    }
}
