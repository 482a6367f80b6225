using PushFunctions.Dev.Load;

namespace PushFunctions.EndToEnd.Tests.Dev.Load;

public sealed class PercentilesTests
{
    [Fact]
    public void The_99th_of_200_figures_leaves_two_above_it() =>
        Assert.Equal(198, Percentiles.Of(Enumerable.Range(1, 200).Select(number => (double)number), 0.99));
}
