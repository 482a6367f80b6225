using PushFunctions.Dev.Load;
using PushFunctions.Dev.Pacing;
using PushFunctions.Dev.Run;
using PushFunctions.EndToEnd.Tests.Dev.Load;

namespace PushFunctions.EndToEnd.Tests.Dev.Pacing;

public sealed class LimitResultTests
{
    [Theory]
    [InlineData(0.9901, 1_200, 0, 3.5, true)]
    [InlineData(0.9899, 1_200, 0, 3.5, false)]
    [InlineData(0.9901, 1_201, 0, 3.5, false)]
    [InlineData(0.9901, 1_200, 1, 3.5, false)]
    [InlineData(0.9901, 1_200, 0, 3.51, false)]
    public void Is_within_its_goals_at_the_bounds_and_not_beyond(
        double share, int most, int throttled, double operations, bool isWithin) =>
        Assert.Equal(isWithin, Result(1_200, share, most, throttled, operations).IsWithinGoals);

    [Theory]
    [InlineData(0.951, 1, true)]
    [InlineData(0.949, 1, false)]
    [InlineData(0.951, 1.01, false)]
    public void A_bought_pack_has_goals_of_its_own(double share, double operations, bool isWithin) =>
        Assert.Equal(isWithin, Result(12_000, share, 12_000, 0, operations).IsWithinGoals);

    [Theory]
    [InlineData(99, 100, 100, 0)]
    [InlineData(100, 101, 100, 0)]
    [InlineData(100, 100, 99, 0)]
    [InlineData(100, 100, 100, 1)]
    public void Everyone_must_have_been_told_once(int accepted, int sent, int distinct, int twice) =>
        Assert.False(Result(1_200, 1, 1_200, 0, 3, new(100, accepted, sent, distinct, twice)).IsWithinGoals);

    [Fact]
    public void A_feed_that_ran_dry_proves_nothing() =>
        Assert.False(Result(1_200, 1, 1_200, 0, 3, waiting: 0).IsWithinGoals);

    [Theory]
    [InlineData(1_200, false, 30, true)]
    [InlineData(1_200, true, 59, false)]
    [InlineData(1_200, true, 61, true)]
    [InlineData(12_000, false, 179, false)]
    [InlineData(12_000, false, 181, true)]
    public void The_full_form_and_a_bought_pack_must_be_fed_for_whole_windows(
        int limit, bool isFull, double seconds, bool isWithin) => Assert.Equal(
            isWithin,
            (Result(limit, 1, limit, 0, 1, seconds: seconds) with { IsFull = isFull }).IsWithinGoals);

    [Theory]
    [InlineData(59.9, 1_200, 0, "")]
    [InlineData(60, 1_200, 0, "at most 1,200")]
    [InlineData(59.9, 1_201, 0, "at most 1,200")]
    [InlineData(59.9, 1_200, 1, "at most 1,200")]
    public void A_run_shorter_than_the_window_can_only_show_that_a_limit_was_broken(
        double runSeconds, int most, int throttled, string goal)
    {
        var figures = (Result(1_200, 1, most, throttled, 3) with { RunSeconds = runSeconds }).Figures();

        Assert.Equal(goal, Assert.Single(figures, figure => figure.Name == "most calls in a rolling 60 s").Goal);
    }

    private static LimitResult Result(
        int limit, double share, int most, int throttled, double operations, ToldUsers? told = null, int waiting = 1,
        double seconds = 200)
    {
        var calls = Calls.Every(60.0 / limit / share, (int)(limit * (seconds + 20) / 60));
        var feeding = CallStretch.Between(calls, Calls.At(10), Calls.At(10 + seconds));
        var stats = new SimulatorStats(
            new Dictionary<string, SimulatorStats.Endpoint> { ["push/single"] = new(1, 1, throttled, most) }, 0, 0, 0);
        var storage = new StorageFigures(0, 0, operations, new Dictionary<string, double>());
        return new(2, limit, 0, feeding, waiting, stats, storage, told ?? new(100, 100, 100, 100, 0), [1, 2])
        {
            RunSeconds = seconds,
        };
    }
}
