using PushFunctions.Dev.Load;

namespace PushFunctions.EndToEnd.Tests.Dev.Load;

public sealed class CallStretchTests
{
    [Fact]
    public void Calls_at_the_distance_of_the_limit_use_all_of_it()
    {
        var stretch = CallStretch.Between(Calls.Every(0.05, 1_001), Calls.At(10), Calls.At(40));

        Assert.Equal(1, stretch.ShareOf(1_200), 0.0001);
    }

    [Fact]
    public void Refused_calls_use_nothing()
    {
        var calls = Calls.Every(0.1, 601).Select((call, number) => number % 2 == 0 ? call : call with { Status = 429 });

        var stretch = CallStretch.Between([.. calls], Calls.At(0), Calls.At(60));

        Assert.Equal((301, 300), (stretch.Taken, stretch.Throttled));
        Assert.Equal(0.5, stretch.ShareOf(600), 0.0001);
    }

    [Fact]
    public void A_pause_at_the_edge_of_a_time_counts_and_refused_calls_use_nothing()
    {
        FarSideCall[] calls = [.. Calls.Every(0.1, 301), .. Calls.Every(0.1, 50, status: 429)];

        Assert.Equal(0.5, CallStretch.ShareOfTime(calls, Calls.At(0), Calls.At(60), 600), 0.0001);
    }

    [Fact]
    public void Full_feeding_begins_after_the_warm_up_and_ends_3_s_of_calls_before_the_last()
    {
        // The last calls come one a second: less work is left than is held ahead.
        var late = Calls.Every(1, 60).Select(call => call with { At = call.At.AddSeconds(41) });

        var feeding = CallStretch.OfFullFeeding([.. Calls.Every(0.05, 800), .. late], 1_200);

        Assert.Equal((Calls.At(10), Calls.At(39.95)), (feeding.From, feeding.To));
        Assert.Equal(1, feeding.ShareOf(1_200), 0.001);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(30)]
    public void Too_few_calls_use_nothing(int count) =>
        Assert.Equal(0, CallStretch.OfFullFeeding(Calls.Every(0.05, count), 1_200).ShareOf(1_200));

    [Fact]
    public void Gaps_lie_between_one_call_and_the_next()
    {
        var stretch = CallStretch.Between(Calls.Every(0.25, 4), Calls.At(0), Calls.At(60));

        Assert.Equal([250, 250, 250], stretch.Gaps);
    }

    [Fact]
    public void Without_figures_there_is_no_spread() => Assert.Null(Spread.Of([]));
}
