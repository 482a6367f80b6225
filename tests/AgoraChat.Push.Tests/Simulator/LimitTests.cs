
namespace AgoraChat.Simulator.Tests;

/// <summary>The hard rolling windows.</summary>
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

    [Fact]
    public async Task Several_limits_are_set_at_once_or_none()
    {
        var wrong = await SendAsync(
            HttpMethod.Put, "simulator/limits", """{"labels":{"callsPerSecond":1},"push/x":{"callsPerDay":1}}""");
        var before = Simulator.Limits.All["labels"];
        var right = await SendAsync(
            HttpMethod.Put, "simulator/limits", """{"labels":{"callsPerSecond":1},"push/single":null}""");

        Assert.Equal((400, 200), (wrong.Status, right.Status));
        Assert.Equal((100, 1), (before.CallsPerSecond, Simulator.Limits.All["labels"].CallsPerSecond));
        Assert.False(Simulator.Limits.All.ContainsKey("push/single"));
    }

    [Fact]
    public async Task The_total_limits_all_calls_together()
    {
        Simulator.Limits.Set("total", new CallLimit { CallsPerSecond = 2 });
        await PushAsync("ada");
        await CallAsync(HttpMethod.Get, "push/label");

        var (early, _) = await CallAsync(HttpMethod.Get, "push/label");
        Time.Advance(TimeSpan.FromSeconds(1));
        var (later, _) = await CallAsync(HttpMethod.Get, "push/label");

        Assert.Equal((429, 200), (early, later));
    }

    [Fact]
    public async Task A_call_refused_by_one_limit_uses_up_no_other()
    {
        Simulator.Limits.Set("total", new CallLimit { CallsPerMinute = 2 });
        Simulator.Limits.Set("push/single", 0);
        await PushAsync("ada");
        await PushAsync("ada");

        Assert.Equal(200, (await CallAsync(HttpMethod.Get, "push/label")).Status);
        Assert.Equal(200, (await CallAsync(HttpMethod.Get, "push/label")).Status);
        Assert.Equal(429, (await CallAsync(HttpMethod.Get, "push/label")).Status);
    }

    [Theory]
    [InlineData("agora", 1_200, null, 100, null)]
    [InlineData("agoraFree", 1_200, null, 100, 10)]
    [InlineData("easemob", null, 10, null, null)]
    public async Task A_preset_is_what_somebody_documents(
        string preset, int? singlePerMinute, int? singlePerSecond, int? labels, int? total)
    {
        var (status, limits) = await SendAsync(HttpMethod.Put, $"simulator/limits/{preset}");

        Assert.Equal(200, status);
        var all = Simulator.Limits.All;
        Assert.Equal(all.Count, limits.EnumerateObject().Count());
        Assert.Equal(
            (singlePerMinute, singlePerSecond), (all["push/single"].CallsPerMinute, all["push/single"].CallsPerSecond));
        Assert.Equal(labels, all.GetValueOrDefault("labels")?.CallsPerSecond);
        Assert.Equal(total, all.GetValueOrDefault("total")?.CallsPerSecond);
    }

    [Theory]
    [InlineData("google")]
    [InlineData("7")]
    public async Task An_unknown_preset_is_refused(string preset) =>
        Assert.Equal(400, (await SendAsync(HttpMethod.Put, $"simulator/limits/{preset}")).Status);

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
