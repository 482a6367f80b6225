using PushFunctions.Dispatch;

namespace PushFunctions.Tests.Dispatch;

public sealed class FairShareTests
{
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 0)]
    [InlineData(3, 20)]
    public void Each_has_its_share_in_every_ten_seconds(int pushes, double joinAfter)
    {
        var run = new FeedingRun();
        for (var push = 0; push < pushes; push++)
            run.Add($"push{push:0000}", calls: 10_000, Some.Now.AddSeconds(push == 0 ? 0 : joinAfter + push * 0.1));

        run.Until(Some.Now.AddSeconds(130));

        var from = Some.Now.AddSeconds(joinAfter) + Slice;
        for (var slice = from; slice + Slice <= Some.Now.AddSeconds(125); slice += TimeSpan.FromSeconds(1))
        {
            var calls = run.Calls.Where(call => call.At >= slice && call.At < slice + Slice).ToList();
            var shares = calls.GroupBy(call => call.Push).Select(of => of.Count() * (double)pushes / calls.Count).ToList();
            Assert.Equal(pushes, shares.Count);
            Assert.All(shares, share => Assert.InRange(share, 0.9, 1.1));
            Assert.InRange(calls.Count, 196, 200);
        }
    }

    [Theory]
    [InlineData(1, 40)]
    [InlineData(2, 12)]
    [InlineData(3, 8)]
    [InlineData(4, 16)]
    [InlineData(50, 16)]
    public void A_step_is_a_share_of_a_round_and_at_least_a_parcel(int pushes, int calls) =>
        Assert.Equal(calls, DispatchPace.CallsPerStep(Limits.PerMinute(1_200).Spacing, pushes));
}
