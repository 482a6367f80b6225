using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

public sealed class AdaptationTests
{
    private readonly BudgetRow _row = new();
    private readonly Budget _budget;
    private DateTimeOffset _now = Some.Now;

    public AdaptationTests() => _budget = new(_row, new() { Limit = new(CallsPerMinute: 1_200) });

    private double CallsPerMinute => _budget.RateAt(_now).CallsPerMinute;

    [Fact]
    public void A_refusal_takes_a_tenth_of_the_rate()
    {
        Refuse(Call(1));

        Assert.Equal(1_080, CallsPerMinute);
        Assert.Equal(Limits.PerMinute(1_200).Spacing.TotalSeconds / 0.9, _budget.SpacingAt(_now).TotalSeconds, 0.0001);
    }

    [Theory]
    [InlineData(9.9, 1_080)]
    [InlineData(10, 1_092)]
    [InlineData(35, 1_116)]
    [InlineData(99, 1_188)]
    [InlineData(100, 1_200)]
    [InlineData(10_000, 1_200)]
    public void A_hundredth_of_the_limit_comes_back_with_each_clean_ten_seconds(double seconds, double callsPerMinute)
    {
        Refuse(Call(1));

        _now = _row.HeldUntil.AddSeconds(seconds);

        Assert.Equal(callsPerMinute, CallsPerMinute, 0.001);
    }

    [Fact]
    public void The_rate_falls_below_what_was_taken_before_the_refusal()
    {
        Refuse(Call(701, every: 0.08));

        Assert.Equal(700 * 0.98, CallsPerMinute, 15.0);
    }

    [Fact]
    public void One_refusal_of_little_traffic_is_no_limit()
    {
        Refuse(Call(100));

        Assert.Equal(1_080, CallsPerMinute);
    }

    [Fact]
    public void A_refusal_that_is_repeated_at_once_is_one()
    {
        Refuse(Call(200));
        _now = _row.HeldUntil;

        Refuse(Call(1));

        Assert.Equal(199 * 0.98, CallsPerMinute, 0.001);
    }

    [Fact]
    public void Repeated_refusals_of_next_to_no_traffic_tell_nothing_of_a_limit()
    {
        Refuse(Call(50));
        _now = _row.HeldUntil;

        Refuse(Call(1));

        Assert.Equal(972, CallsPerMinute, 0.001);
    }

    [Fact]
    public void Calls_wait_until_the_window_has_room_for_the_lower_rate()
    {
        Refuse(Call(601, every: 0.05));

        // The first of those 600 calls, of half a minute, leaves the window after another half.
        Assert.InRange(_row.HeldUntil - _now, TimeSpan.FromSeconds(26), TimeSpan.FromSeconds(34));
    }

    [Fact]
    public void The_hold_back_is_a_second_again_when_calls_were_taken_in_between()
    {
        for (var refusal = 0; refusal < 4; refusal++)
        {
            _now = _row.HeldUntil > _now ? _row.HeldUntil : _now;
            Refuse(Call(1));
        }

        Assert.Equal(8_000, _row.HoldBackMs);
        _now = _row.HeldUntil;
        Refuse(Call(40));

        Assert.Equal(1_000, _row.HoldBackMs);
    }

    [Fact]
    public void Something_is_always_left()
    {
        for (var refusal = 0; refusal < 100; refusal++)
        {
            _now = _row.HeldUntil > _now ? _row.HeldUntil : _now;
            Refuse(Call(1));
        }

        Assert.Equal(12, CallsPerMinute);
    }

    [Fact]
    public void A_limit_below_the_rate_that_is_left_holds_whole()
    {
        Refuse(Call(1));

        _row.PutLimit = new(CallsPerMinute: 600);

        Assert.Equal(600, CallsPerMinute);
    }

    /// <summary>Makes calls one after the other; the last one's answer comes at once.</summary>
    private Slot Call(int calls, double every = 0.06)
    {
        var slots = new List<DateTimeOffset>();
        for (var call = 0; call < calls; call++)
        {
            slots.AddRange(BudgetArithmetic.Reserve(_budget, _now, 1, unfed: 0, _now.AddMinutes(1)));
            _now = slots[^1].AddSeconds(every - 0.04);
        }

        return new(slots[^1], _row.Epoch);
    }

    private void Refuse(Slot slot) => Assert.True(Adaptation.HoldBack(_budget, _now, slot, retryAfter: null));
}
