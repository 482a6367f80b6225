using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

/// <summary>The far side takes less than the limit that is set; two hosts have more work than they can call.</summary>
public sealed class AdaptingTests
{
    private const double LoweredAt = 100;
    private const double SettledAt = LoweredAt + 60;
    private const double RaisedAt = SettledAt + 180;

    private static readonly BudgetTerms Usual = new() { Limit = new(CallsPerMinute: 1_200) };

    [Theory]
    [InlineData(600, false, 0.95)]
    [InlineData(600, true, 0.95)]
    [InlineData(1_000, false, 0.93)]
    [InlineData(1_000, true, 0.95)]
    [InlineData(300, false, 0.88)]
    [InlineData(300, true, 0.87)]
    public void A_minute_after_the_far_side_takes_less_next_to_nothing_is_refused_and_most_is_used(
        int lowered, bool inClockMinutes, double used)
    {
        var run = new AdaptingRun(Usual, second => second < LoweredAt ? 1_200 : lowered, inClockMinutes);

        run.Run(TimeSpan.FromSeconds(RaisedAt));

        var (accepted, refused) = (run.Accepted(SettledAt, RaisedAt), run.Refused(SettledAt, RaisedAt));
        Assert.InRange(refused, 0, 0.01 * (accepted + refused));
        Assert.InRange(accepted / 3.0 / lowered, used, 1);
        Assert.InRange(run.Refused(LoweredAt, SettledAt), 1, 12);
    }

    [Theory]
    [InlineData(600, false)]
    [InlineData(300, false)]
    [InlineData(600, true)]
    public void A_limit_that_was_never_as_high_as_the_setting_is_found_too(int real, bool inClockMinutes)
    {
        var run = new AdaptingRun(Usual, _ => real, inClockMinutes);

        run.Run(TimeSpan.FromMinutes(10));

        Assert.InRange(run.Accepted(60, 600) / 9.0 / real, 0.93, 1);
        Assert.InRange(run.Refused(60, 600) / (double)run.Accepted(60, 600), 0, 0.01);
    }

    [Fact]
    public void When_it_takes_the_whole_limit_again_half_of_it_comes_back_in_nine_minutes()
    {
        var run = new AdaptingRun(Usual, second => second is < LoweredAt or >= RaisedAt ? 1_200 : 600);

        run.Run(TimeSpan.FromSeconds(RaisedAt + 540 + 60));

        Assert.Equal(1_200, run.CallsPerMinuteNow);
        Assert.Equal(0, run.Refused(RaisedAt, RaisedAt + 600));
        Assert.InRange(run.Accepted(RaisedAt + 240, RaisedAt + 300), 850, 950);
        Assert.InRange(run.Accepted(RaisedAt + 540, RaisedAt + 600), 1_190, 1_200);
    }

    [Fact]
    public void A_budget_of_seconds_follows_too()
    {
        var perSecond = new BudgetTerms { Limit = new(CallsPerSecond: 20) };
        var run = new AdaptingRun(perSecond, second => second < LoweredAt ? 1_200 : 600);

        run.Run(TimeSpan.FromSeconds(RaisedAt));

        Assert.InRange(run.Refused(SettledAt, RaisedAt) / (double)run.Accepted(SettledAt, RaisedAt), 0, 0.02);
        Assert.InRange(run.Accepted(SettledAt, RaisedAt) / 3.0 / 600, 0.8, 1);
    }
}
