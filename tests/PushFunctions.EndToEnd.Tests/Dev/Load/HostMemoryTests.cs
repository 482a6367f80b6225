using PushFunctions.Dev.Load;

namespace PushFunctions.EndToEnd.Tests.Dev.Load;

public sealed class HostMemoryTests
{
    [Fact]
    public void Growth_is_from_the_end_of_the_warm_up_to_the_most_of_each_host()
    {
        MemorySample[] samples =
        [
            new(Calls.At(0), [500, 10]),
            new(Calls.At(10), [80, 90]),
            new(Calls.At(11), [120, 85]),
            new(Calls.At(12), [100, 88]),
        ];

        Assert.Equal([40, 0], HostMemory.GrowthSince(Calls.At(9.5), samples));
    }

    [Fact]
    public void A_run_shorter_than_the_warm_up_shows_none() =>
        Assert.Empty(HostMemory.GrowthSince(Calls.At(10), [new(Calls.At(9), [1])]));
}
