using PushFunctions.Budgets;
using PushFunctions.Dev.Pacing;

namespace PushFunctions.EndToEnd.Tests.Dev.Pacing;

public sealed class PresetResultTests
{
    [Theory]
    [InlineData(BudgetPreset.AgoraFree)]
    [InlineData(BudgetPreset.Easemob)]
    public void Both_plans_take_10_calls_a_second(BudgetPreset preset) =>
        Assert.Equal(10, PresetResult.CallsPerSecondOf(preset));

    [Fact]
    public void A_limit_per_minute_is_none_per_second() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PresetResult.CallsPerSecondOf(BudgetPreset.Agora));

    [Theory]
    [InlineData(10, 0, 1, 0, true)]
    [InlineData(11, 0, 1, 0, false)]
    [InlineData(10, 1, 1, 0, false)]
    [InlineData(10, 0, 0, 0, false)]
    [InlineData(10, 0, 1, 1, false)]
    public void Is_within_its_goals_at_the_bounds_and_not_beyond(
        int most, int throttled, int waiting, int twice, bool isWithin) => Assert.Equal(
            isWithin,
            new PresetResult
            {
                Preset = BudgetPreset.Easemob,
                Instances = 2,
                SkewMilliseconds = 0,
                Seconds = 30,
                LeastWaiting = waiting,
                ShareUsed = 0.9,
                MostInSecond = most,
                Throttled = throttled,
                Told = new(100, 100, 100, 100, twice),
            }.IsWithinGoals);
}
