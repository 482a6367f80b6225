using PushFunctions.Dev.Load;

namespace PushFunctions.EndToEnd.Tests.Dev.Load;

public sealed class StorageUseTests
{
    private readonly StorageUse _use = new();

    [Fact]
    public void Counts_whole_seconds_within_the_stretch_and_lists_empty_polls_apart()
    {
        Take(0, "POST", "q/messages", 400);
        Take(1, "POST", "q/messages", 400);
        Take(2, "POST", "q/messages", 400);
        Take(2, "GET", "q/messages?n=8", 75);
        Take(2, "GET", "q/messages?n=8", 400);
        Take(3, "POST", "q/messages", 400);

        var figures = _use.Of(WholeSeconds.Within(Calls.At(0.4), Calls.At(3.4)), batches: 2);

        Assert.Equal((3, 1, 1.5), (figures.Operations, figures.EmptyPolls, figures.PerBatch));
        Assert.Equal(new Dictionary<string, double> { ["POST q"] = 1, ["GET q"] = 0.5 }, figures.KindsPerBatch);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(0.999, true)]
    [InlineData(1, false)]
    [InlineData(-0.001, false)]
    public void A_whole_second_holds_its_parts(double second, bool isWithin) =>
        Assert.Equal(isWithin, WholeSeconds.Within(Calls.At(-0.5), Calls.At(1.9)).Contains(Calls.At(second)));

    private void Take(int second, string verb, string path, long bytes) =>
        _use.Take(new(Calls.At(second), verb, path, 200, bytes));
}
