
namespace AgoraChat.Simulator.Tests;

/// <summary>What the simulator remembers, by its HTTP routes.</summary>
public sealed class JournalTests : SimulatorTest
{
    protected override SimulatorOptions Options => new() { JournalSize = 2 };

    [Fact]
    public async Task Stats_are_as_documented()
    {
        await PushAsync("ada", "bob");
        await PushAsync("ada");

        var (_, stats) = await SendAsync(HttpMethod.Get, "simulator/stats");

        Assert.Equal(
            ["calls", "usersSent", "distinctUsers", "usersSentTwice", "groups"],
            stats.EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            """{"total":2,"ok":2,"throttled":0,"unauthorized":0,"failed":0,"unanswered":0,"""
            + """
            "maxInRolling60s":2,"maxInRollingSecond":2}
            """,
            stats.GetProperty("calls").GetProperty("push/single").GetRawText());
        Assert.Equal((3, 2, 1), (Number("usersSent"), Number("distinctUsers"), Number("usersSentTwice")));
        Assert.Equal(2, stats.GetProperty("groups").GetProperty("total").GetProperty("ok").GetInt32());

        int Number(string name) => stats.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task The_most_in_a_second_is_told_apart_from_the_most_in_a_minute()
    {
        for (var call = 0; call < 3; call++)
            await PushAsync("ada");
        Time.Advance(TimeSpan.FromSeconds(1));
        await PushAsync("ada");
        await CallAsync(HttpMethod.Get, "push/label");

        var (single, labels) = (Simulator.Stats.Calls["push/single"], Simulator.Stats.Groups["labels"]);
        var total = Simulator.Stats.Groups["total"];
        Assert.Equal((3, 4), (single.MaxInRollingSecond, single.MaxInRolling60s));
        Assert.Equal((1, 1), (labels.MaxInRollingSecond, labels.MaxInRolling60s));
        Assert.Equal((3, 5), (total.MaxInRollingSecond, total.MaxInRolling60s));
    }

    [Fact]
    public async Task A_user_has_an_exact_count_and_the_last_bodies()
    {
        for (var call = 0; call < 5; call++)
            await PushAsync("ada", "bob");
        await PushAsync("cleo");

        var (_, ada) = await SendAsync(HttpMethod.Get, "simulator/users/ada");
        var (_, nobody) = await SendAsync(HttpMethod.Get, "simulator/users/nobody");

        Assert.Equal(
            """{"user":"ada","count":5,"pushes":[{"at":"2026-11-20T08:00:00+00:00","endpoint":"push/single","""
            + """
            "message":{"title":"t","content":"c"}}]}
            """,
            ada.GetRawText());
        Assert.Equal("""{"user":"nobody","count":0,"pushes":[]}""", nobody.GetRawText());
    }

    [Fact]
    public async Task It_tells_how_many_users_were_told_how_often()
    {
        await PushAsync("ada", "bob", "cleo");
        await PushAsync("ada", "bob");
        await PushAsync("ada");

        var (_, all) = await SendAsync(HttpMethod.Get, "simulator/told");
        var (_, some) = await SendAsync(HttpMethod.Get, "simulator/told?prefix=c&once=true");

        Assert.Equal(
            """{"users":3,"byTimes":{"1":1,"2":1,"3":1},"moreThanOnce":{"ada":3,"bob":2}}""", all.GetRawText());
        Assert.Equal("""{"users":1,"byTimes":{"1":1},"moreThanOnce":{},"once":["cleo"]}""", some.GetRawText());
    }

    [Fact]
    public async Task A_push_to_many_leaves_less_room_for_the_bodies_of_others()
    {
        Simulator.Register([.. Some.Users(250)]);
        await PushAsync("ada");

        await CallAsync(HttpMethod.Post, "push/task", """{"pushMessage":{"title":"t","content":"c"}}""");

        Assert.Equal((2, 1), (Simulator.PushesTo("ada").Count, Simulator.PushesTo("ada").Pushes.Count));
        Assert.Equal((1, 1), (Simulator.PushesTo("user7").Count, Simulator.PushesTo("user7").Pushes.Count));
    }

    [Fact]
    public async Task The_last_calls_are_told_with_their_tokens()
    {
        await PushAsync("bob");
        await PushAsync("ada");
        await PostAsync("app-id/970CA35de60c44645bbae8a215061b33/push/single", Body("ada"), "x");

        var (_, all) = await SendAsync(HttpMethod.Get, "simulator/calls");
        var (_, last) = await SendAsync(HttpMethod.Get, "simulator/calls?limit=1");

        Assert.Equal([200, 401],
            all.GetProperty("calls").EnumerateArray().Select(each => each.GetProperty("status").GetInt32()));
        var call = Assert.Single(last.GetProperty("calls").EnumerateArray());
        Assert.Equal("x", call.GetProperty("token").GetString());
        Assert.Equal("/app-id/970CA35de60c44645bbae8a215061b33/push/single", call.GetProperty("path").GetString());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("many")]
    public async Task A_limit_of_calls_is_a_number(string limit) =>
        Assert.Equal(400, (await SendAsync(HttpMethod.Get, $"simulator/calls?limit={limit}")).Status);

    [Fact]
    public async Task A_reset_forgets_everything()
    {
        Simulator.Limits.Set("push/single", 1);
        await PushAsync("ada");
        Simulator.Faults.Add(new() { Endpoint = "push/single", Status = 500 });

        var (status, _) = await PostAsync("simulator/reset", "");

        Assert.Equal(204, status);
        Assert.Equal((0, 0), (Simulator.PushesTo("ada").Count, Simulator.Calls().Count));
        Assert.Equal(0, Simulator.Stats.Calls["push/single"].Total);
        Assert.Equal(200, (await PushAsync("ada")).Status);
        Assert.Equal(1_200, Simulator.Limits.CallsPerMinute["push/single"]);
    }
}
