using PushFunctions.Dev.Load;
using PushFunctions.Dev.Pacing;
using PushFunctions.EndToEnd.Tests.Dev.Load;

namespace PushFunctions.EndToEnd.Tests.Dev.Pacing;

public sealed class LoweredResultTests
{
    [Fact]
    public void Counts_only_what_comes_after_the_settling()
    {
        FarSideCall[] calls =
        [
            .. Calls.Every(0.05, 200),
            .. Calls.Every(0.1, 100, status: 429).Select(call => call with { At = call.At.AddSeconds(10.1) }),
            .. Calls.Every(0.1, 600).Select(call => call with { At = call.At.AddSeconds(70.1) }),
        ];

        var result = From(calls);

        Assert.Equal((100, 600, 0), (result.ThrottledWhileSettling, result.Calls, result.Throttled));
        Assert.Equal(1, result.ShareUsed, 0.0001);
        Assert.True(result.IsWithinGoals);
    }

    [Theory]
    [InlineData(540, 5, true)]
    [InlineData(539, 5, false)]
    [InlineData(540, 6, false)]
    public void Is_within_its_goals_at_the_bounds_and_not_beyond(int taken, int refused, bool isWithin)
    {
        FarSideCall[] calls =
        [
            .. Calls.Every(0.1, taken).Select(call => call with { At = call.At.AddSeconds(70.1) }),
            .. Calls.Every(0.1, refused, status: 429).Select(call => call with { At = call.At.AddSeconds(80) }),
        ];

        Assert.Equal(isWithin, From(calls).IsWithinGoals);
    }

    [Fact]
    public void A_stop_of_all_calls_is_no_success() => Assert.False(From([]).IsWithinGoals);

    [Fact]
    public void Less_than_a_minute_is_told_and_held_to_no_goal() =>
        Assert.True(From([], measured: 59).IsWithinGoals);

    private static LoweredResult From(IReadOnlyList<FarSideCall> calls, int measured = 60) => LoweredResult.From(
        2, 1_200, 600, calls, Calls.At(10), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(measured));
}
