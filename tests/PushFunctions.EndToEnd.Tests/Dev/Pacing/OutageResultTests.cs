using PushFunctions.Dev.Load;
using PushFunctions.Dev.Pacing;
using PushFunctions.EndToEnd.Tests.Dev.Load;

namespace PushFunctions.EndToEnd.Tests.Dev.Pacing;

public sealed class OutageResultTests
{
    [Theory]
    [InlineData(3, 0, true)]
    [InlineData(3.1, 0, false)]
    [InlineData(3, 1, false)]
    public void The_rate_is_back_within_3_s_and_nothing_is_refused(double seconds, int throttled, bool isWithin)
    {
        var result = From(throttled, [.. Calls.Every(0.05, 200), .. After(13 + seconds, 0.05, 1_300)]);

        Assert.Equal(seconds, result.SecondsToRate!.Value, 0.001);
        Assert.Equal(isWithin, result.IsWithinGoals);
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(60, 30)]
    public void A_long_outage_may_take_longer_to_get_over(double away, double most) =>
        Assert.Equal(most, OutageResult.MostSecondsToRate(away));

    [Fact]
    public void A_few_calls_are_not_the_rate()
    {
        // A call every half second; two seconds that begin with the last of them have nearly all that is allowed.
        var result = From(0, [.. After(13.5, 0.5, 6), .. After(16.1, 0.05, 100)]);

        Assert.Equal(3, result.SecondsToRate!.Value, 0.001);
    }

    [Fact]
    public void A_rate_that_never_comes_back_is_no_success()
    {
        var result = From(0, [.. After(13, 0.06, 500)]);

        Assert.Null(result.SecondsToRate);
        Assert.False(result.IsWithinGoals);
    }

    [Theory]
    [InlineData(0.0525, true)]
    [InlineData(0.0530, false)]
    public void A_rate_that_sinks_again_is_no_success(double apart, bool isWithin)
    {
        var result = From(0, [.. After(13, 0.05, 120), .. After(19, apart, 1_500)]);

        Assert.Equal(0, result.SecondsToRate!.Value, 0.001);
        Assert.Equal(isWithin, result.IsWithinGoals);
    }

    [Theory]
    [InlineData(true, 76, true)]
    [InlineData(true, 75.9, false)]
    [InlineData(false, 30, true)]
    public void The_full_form_measures_a_minute(bool isFull, double end, bool isWithin) =>
        Assert.Equal(isWithin, From(0, [.. After(13, 0.05, 1_300)], isFull, end).IsWithinGoals);

    private static IEnumerable<FarSideCall> After(double start, double seconds, int count) =>
        Calls.Every(seconds, count).Select(call => call with { At = call.At.AddSeconds(start) });

    private static OutageResult From(
        int throttled, IReadOnlyList<FarSideCall> calls, bool isFull = true, double end = 76) => OutageResult.From(
            2, 1_200, isFull, new(calls.Count, calls.Count, throttled, 1_000), calls, Calls.At(10), Calls.At(13),
            Calls.At(end));
}
