using PushFunctions.Dev.Crowd;

namespace PushFunctions.EndToEnd.Tests.Dev.Pacing;

public sealed class ListingResultTests
{
    [Theory]
    [InlineData(200, 100, 0, true)]
    [InlineData(201, 100, 0, false)]
    [InlineData(1, 99, 0, false)]
    [InlineData(1, 101, 0, false)]
    [InlineData(1, 100, 1, false)]
    public void Pages_are_quick_and_whole_and_in_order(double milliseconds, int found, int disorder, bool isWithin)
    {
        var result = new ListingResult
        {
            Ended = 100_000,
            Open = 300,
            Rare = 100,
            RareFound = found,
            Disorder = disorder,
            Queries = [new("all", [.. Enumerable.Repeat(milliseconds, 99)]), new("paused", [10_000])],
        };

        Assert.Equal(isWithin, result.Figures().All(figure => figure.IsMet));
    }
}
