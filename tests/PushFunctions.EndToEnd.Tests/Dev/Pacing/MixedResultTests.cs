using PushFunctions.Dev.Load;
using PushFunctions.Dev.Pacing;
using PushFunctions.EndToEnd.Tests.Dev.Load;

namespace PushFunctions.EndToEnd.Tests.Dev.Pacing;

public sealed class MixedResultTests
{
    private static readonly Dictionary<string, DateTimeOffset> Answered =
        new() { ["one"] = Calls.At(1), ["two"] = Calls.At(2), ["three"] = Calls.At(3) };

    private static readonly FarSideCall[] Seen =
    [
        new(Calls.At(1.2), 200, 1, "one"),
        new(Calls.At(2.1), 429, 0, null),
        new(Calls.At(2.5), 200, 1, "two"),
        new(Calls.At(2.6), 200, 1, "two"),
        new(Calls.At(2.7), 200, 100, "bench0-0001"),
    ];

    [Fact]
    public void A_wait_is_from_the_answer_to_the_first_call() =>
        Assert.Equal([200, 500], SingleEvents.Waits(Answered, Seen));

    [Fact]
    public void Who_was_not_called_is_missing() => Assert.Equal(1, SingleEvents.Missing(Answered, Seen));

    [Theory]
    [InlineData(500, 1_500, 0, 0.97, true)]
    [InlineData(501, 1_500, 0, 0.97, false)]
    [InlineData(500, 1_501, 0, 0.97, false)]
    [InlineData(500, 1_500, 1, 0.97, false)]
    [InlineData(500, 1_500, 0, 0.969, false)]
    public void Is_within_its_goals_at_the_bounds_and_not_beyond(
        double p50, double p99, int missing, double share, bool isWithin) =>
        Assert.Equal(isWithin, Result(new(p50, p50, p99, 9_999), missing, share).IsWithinGoals);

    [Fact]
    public void Without_a_single_call_nothing_is_within_its_goals() => Assert.False(Result(null, 0).IsWithinGoals);

    private static MixedResult Result(Spread? waits, int missing, double share = 1) => new()
    {
        Instances = 2,
        CallsPerMinute = 1_200,
        Singles = 3,
        Missing = missing,
        Milliseconds = waits,
        OpenPushes = 100,
        ShareUsed = share,
        RunSeconds = 300,
        MostInWindow = 1_200,
        Throttled = 0,
    };
}
