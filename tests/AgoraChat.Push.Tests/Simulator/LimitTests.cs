using AgoraChat.Simulator;

namespace AgoraChat.Push.Tests;

/// <summary>The hard rolling minute.</summary>
public sealed class LimitTests : SimulatorTest
{
    protected override SimulatorOptions Options => new() { CallsPerMinute = 3 };

    [Fact]
    public async Task No_60_seconds_let_more_calls_through_than_the_limit()
    {
        var passed = new List<double>();
        for (var tenth = 0; tenth < 1_300; tenth += 50)
        {
            var (status, _) = await PushAsync("ada");
            if (status == 200)
                passed.Add(tenth / 10.0);
            Time.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Equal([0, 5, 10, 60, 65, 70, 120, 125], passed);
    }

    [Fact]
    public async Task Room_comes_back_after_exactly_60_seconds()
    {
        await PushAsync("ada");
        await PushAsync("ada");
        await PushAsync("ada");

        Time.Advance(TimeSpan.FromSeconds(60) - TimeSpan.FromTicks(1));
        var (early, body) = await PushAsync("ada");
        Time.Advance(TimeSpan.FromTicks(1));
        var (onTime, _) = await PushAsync("ada");

        Assert.Equal((429, 200), (early, onTime));
        Assert.Equal("reach_limit", body.GetProperty("error").GetString());
        Assert.Equal("This request has reached api limit", body.GetProperty("error_description").GetString());
    }

    [Fact]
    public async Task Counts_what_arrived_apart_from_what_passed()
    {
        for (var call = 0; call < 5; call++)
            await PushAsync("ada");
        await PostAsync(Push, Body("ada"), "no token");
        Time.Advance(TimeSpan.FromSeconds(60));
        await PushAsync("ada");

        var stats = Simulator.Stats.Calls["push/single"];
        Assert.Equal((7, 4, 2, 1), (stats.Total, stats.Ok, stats.Throttled, stats.Unauthorized));
        Assert.Equal(5, stats.MaxInRolling60s);
        Assert.Equal(4, Simulator.PushesTo("ada").Count);
    }

    [Fact]
    public async Task A_changed_limit_acts_at_once_and_counts_the_calls_before()
    {
        await PushAsync("ada");
        await PushAsync("ada");

        var set = await SendAsync(HttpMethod.Put, "simulator/limits", """{"push/single":{"callsPerMinute":2}}""");
        var (refused, _) = await PushAsync("ada");
        Simulator.Limits.Set("push/single", 4);
        var (taken, _) = await PushAsync("ada");

        Assert.Equal(2, set.Body.GetProperty("push/single").GetProperty("callsPerMinute").GetInt32());
        Assert.Equal((429, 200), (refused, taken));
    }

    [Theory]
    [InlineData("""{"push/all":{"callsPerMinute":2}}""", "push/all")]
    [InlineData("""{"push/single":{"callsPerMinute":-1}}""", "-1")]
    [InlineData("""{"push/single":{"callsPerHour":2}}""", "callsPerHour")]
    [InlineData("""{"push/single":{}}""", "callsPerMinute")]
    [InlineData("7", "body")]
    public async Task A_limit_that_makes_no_sense_is_refused_by_name(string body, string named)
    {
        var (status, answer) = await SendAsync(HttpMethod.Put, "simulator/limits", body);

        Assert.Equal(400, status);
        Assert.Contains(named, answer.GetProperty("error").GetString(), StringComparison.Ordinal);
    }
}
