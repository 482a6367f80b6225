using PushFunctions.Dev.Ingest;

namespace PushFunctions.EndToEnd.Tests.Dev;

public sealed class IngestResultTests
{
    [Theory]
    [InlineData(80, 150, 150, 3, true)]
    [InlineData(79, 150, 150, 3, false)]
    [InlineData(80, 151, 150, 3, false)]
    [InlineData(80, 150, 151, 3, false)]
    [InlineData(80, 150, 150, 3.01, false)]
    public void Is_within_bounds_at_the_bounds_and_not_beyond(
        double accepted, double half, double whole, double writes, bool isWithin)
    {
        var result = new IngestResult(
            [new(accepted, Bare: 100)], new(accepted / 2, [half]), new(15, [whole]), writes);

        Assert.Equal(isWithin, result.IsWithinGoals);
    }

    [Fact]
    public void Takes_medians_so_that_one_bad_round_says_nothing()
    {
        var result = new IngestResult(
            [new(90, 100), new(1, 100), new(95, 100)], new(45, [20, 9_000, 30]), new(15, [40, 9_000, 50]), 3);

        Assert.Equal((0.9, 30, 50), (result.Ratio, result.Half.P99, result.Whole.P99));
    }
}
