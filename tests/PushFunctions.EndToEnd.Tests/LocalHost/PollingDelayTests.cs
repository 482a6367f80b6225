using PushFunctions.LocalHost.Queues;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>The back-off of an empty queue.</summary>
public sealed class PollingDelayTests
{
    [Theory]
    [InlineData(0, 0.180, 0.220)]
    [InlineData(1, 0.260, 0.340)]
    [InlineData(4, 1.380, 2.020)]
    [InlineData(10, 60, 60)]
    [InlineData(500, 60, 60)]
    public void Doubles_give_or_take_a_fifth_up_to_the_longest(int misses, double least, double most)
    {
        var delay = new PollingDelay(TimeSpan.FromMinutes(1), new Random(17));
        for (var i = 0; i < misses; i++)
            delay.Next();

        Assert.InRange(delay.Next().TotalSeconds, least, most);
    }

    [Fact]
    public void Is_short_again_after_something_was_there()
    {
        var delay = new PollingDelay(TimeSpan.FromMinutes(1), new Random(17));
        for (var i = 0; i < 20; i++)
            delay.Next();

        delay.Reset();

        Assert.InRange(delay.Next().TotalSeconds, 0.180, 0.220);
    }

    [Fact]
    public void Is_never_longer_than_the_longest()
    {
        var delay = new PollingDelay(TimeSpan.FromMilliseconds(150), new Random(17));

        Assert.Equal(TimeSpan.FromMilliseconds(150), delay.Next());
    }
}
