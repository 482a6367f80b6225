using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace AgoraChat.Simulator.Tests;

/// <summary>What goes wrong on demand.</summary>
public sealed class FaultTests : SimulatorTest
{
    [Fact]
    public async Task A_refusal_happens_as_often_as_told_and_takes_nothing()
    {
        await FaultAsync("""
            "status":500,"error":"e","exception":"x","description":"d","retryAfter":9,"count":2
            """);

        var answers = new[] { await PushAsync("ada"), await PushAsync("ada"), await PushAsync("ada") };

        Assert.Equal([500, 500, 200], answers.Select(answer => answer.Status));
        Assert.Equal("e", answers[0].Body.GetProperty("error").GetString());
        Assert.Equal("x", answers[0].Body.GetProperty("exception").GetString());
        Assert.Equal("d", answers[0].Body.GetProperty("error_description").GetString());
        Assert.Equal(1, Simulator.PushesTo("ada").Count);
        Assert.Equal(2, Simulator.Stats.Calls["push/single"].Failed);
        Assert.Empty(Simulator.Faults.List());
    }

    [Theory]
    [InlineData("\"lostAnswer\":true", 1)]
    [InlineData("\"reset\":true", 0)]
    public async Task A_cut_connection_has_taken_the_push_or_not(string fault, int taken)
    {
        await FaultAsync(fault);

        await Assert.ThrowsAsync<HttpRequestException>(() => PushAsync("ada"));

        Assert.Equal(taken, Simulator.PushesTo("ada").Count);
        Assert.Null(Assert.Single(Simulator.Calls()).Status);
        Assert.Equal(1, Simulator.Stats.Calls["push/single"].Unanswered);
    }

    [Fact]
    public async Task A_gateway_may_refuse_what_was_taken()
    {
        await FaultAsync("\"lostAnswer\":true,\"status\":504");

        var (status, _) = await PushAsync("ada");

        Assert.Equal((504, 1), (status, Simulator.PushesTo("ada").Count));
    }

    [Theory]
    [InlineData("", 200, 1)]
    [InlineData("\"status\":502,", 502, 0)]
    [InlineData("\"status\":502,\"lostAnswer\":true,", 502, 1)]
    public async Task A_body_that_is_no_answer_comes_for_a_push_that_was_taken_or_not(
        string more, int status, int taken)
    {
        await FaultAsync($"{more}\"body\":\"<html>Bad\",\"count\":1");

        using var request = new HttpRequestMessage(HttpMethod.Post, Push);
        request.Content = new StringContent(Body("ada"), Encoding.UTF8, "application/json");
        request.Headers.Authorization = new("Bearer", Token());
        using var answer = await Http.SendAsync(request);

        Assert.Equal((status, "<html>Bad"), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Equal(taken, Count("ada"));
        Assert.Equal(200, (await PushAsync("bob")).Status);
    }

    [Theory(Timeout = 10_000)]
    [InlineData("250")]
    [InlineData("\"00:00:00.250\"")]
    public async Task A_late_answer_comes_for_a_push_taken_at_once(string delay)
    {
        await FaultAsync($"\"delay\":{delay}");
        var arrival = Simulator.PushesTo("ada");
        var pushing = PushAsync("ada");
        while (Simulator.PushesTo("ada").Count == 0)
            await Task.Yield();
        Assert.False(pushing.IsCompleted);

        while (!pushing.IsCompleted)
        {
            Time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Yield();
        }

        Assert.Equal(200, (await pushing).Status);
        Assert.Equal(0, arrival.Count);
    }

    [Fact]
    public async Task Only_the_users_named_fail_and_those_are_not_sent()
    {
        await FaultAsync("""
            "pushStatus":"FAIL","desc":"no push binding","users":["bob","dan"],"count":1
            """);

        await PushAsync("ada");
        var (_, body) = await PushAsync("ada", "bob");
        await PushAsync("dan");

        Assert.Equal(
            """[{"id":"ada","pushStatus":"ASYNC_SUCCESS","desc":"async success."},"""
            + """{"id":"bob","pushStatus":"FAIL","desc":"no push binding"}]""",
            body.GetProperty("data").GetRawText());
        Assert.Equal((2, 0, 1), (Count("ada"), Count("bob"), Count("dan")));
        Assert.Equal(3, Simulator.Stats.UsersSent);
    }

    [Fact]
    public async Task Only_calls_that_name_one_of_the_users_are_refused()
    {
        await FaultAsync("""
            "status":400,"error":"illegal_argument","users":["bob","dan"],"count":2
            """);

        var answers = new[] { await PushAsync("ada"), await PushAsync("ada", "bob"), await PushAsync("dan", "cleo") };

        Assert.Equal([200, 400, 400], answers.Select(answer => answer.Status));
        Assert.Equal((1, 0, 0), (Count("ada"), Count("bob"), Count("cleo")));
        Assert.Empty(Simulator.Faults.List());
    }

    [Fact]
    public async Task The_vendors_answer_is_passed_on_as_it_was_set()
    {
        await FaultAsync("""
            "pushStatus":"FAIL","desc":"push yet but fail","data":{"result":10206,"desc":"bad sign"}
            """);

        var (_, body) = await PushAsync("ada");

        Assert.Equal(
            """
            [{"id":"ada","pushStatus":"FAIL","data":{"result":10206,"desc":"bad sign"},"desc":"push yet but fail"}]
            """,
            body.GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task A_share_is_drawn_by_its_seed()
    {
        var first = await ErrorsOfAsync(seed: 1);
        var again = await ErrorsOfAsync(seed: 1);
        var other = await ErrorsOfAsync(seed: 2);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.InRange(first.Count, 5, 35);
    }

    [Fact]
    public async Task A_user_of_whom_it_is_said_once_is_sent_the_next_time()
    {
        await FaultAsync("\"pushStatus\":\"ERROR\",\"users\":[\"ada\",\"bob\"],\"oncePerUser\":true");

        await PushAsync("ada", "cleo");
        await PushAsync("ada", "bob");
        await PushAsync("bob");

        Assert.Equal((1, 1, 1), (Count("ada"), Count("bob"), Count("cleo")));
        Assert.Equal(2, Assert.Single(Simulator.Faults.List()).Happened);
    }

    [Fact]
    public async Task One_of_several_is_taken_back_by_its_number()
    {
        await FaultAsync("\"status\":503");
        await FaultAsync("\"delay\":1");
        var kept = Simulator.Faults.List()[1];

        var (removed, _) = await SendAsync(HttpMethod.Delete, $"simulator/faults/{Simulator.Faults.List()[0].Id}");
        var (again, _) = await SendAsync(HttpMethod.Delete, "simulator/faults/99");

        Assert.Equal((204, 404), (removed, again));
        Assert.Equal([kept], Simulator.Faults.List());
    }

    [Fact]
    public async Task Faults_are_listed_and_taken_back()
    {
        await FaultAsync("\"status\":503");
        await PushAsync("ada");

        var (_, list) = await SendAsync(HttpMethod.Get, "simulator/faults");
        await SendAsync(HttpMethod.Delete, "simulator/faults");
        var (status, _) = await PushAsync("ada");

        var fault = Assert.Single(list.GetProperty("faults").EnumerateArray());
        Assert.Equal((1, 503),
            (fault.GetProperty("happened").GetInt32(), fault.GetProperty("fault").GetProperty("status").GetInt32()));
        Assert.Equal(200, status);
    }

    [Theory]
    [InlineData("\"stauts\":500", "stauts")]
    [InlineData("\"seed\":1", "does nothing")]
    [InlineData("\"status\":200", "300 to 599")]
    [InlineData("\"error\":\"x\",\"delay\":1", "need a status")]
    [InlineData("\"retryAfter\":1,\"delay\":1", "retryAfter")]
    [InlineData("\"desc\":\"d\",\"delay\":1", "need a pushStatus")]
    [InlineData("\"data\":{},\"delay\":1", "need a pushStatus")]
    [InlineData("\"users\":[],\"delay\":1", "users")]
    [InlineData("\"status\":500,\"count\":0", "count")]
    [InlineData("\"status\":500,\"share\":1.5", "share")]
    [InlineData("\"reset\":true,\"lostAnswer\":true", "reset")]
    [InlineData("\"reset\":true,\"body\":\"x\"", "no body")]
    [InlineData("\"lostAnswer\":true,\"body\":\"x\"", "no body")]
    [InlineData("\"pushStatus\":\"FAIL\",\"body\":\"x\"", "leave out pushStatus")]
    [InlineData("\"oncePerUser\":true,\"delay\":1", "needs a pushStatus")]
    [InlineData("\"delay\":\"soon\"", "hh:mm:ss")]
    [InlineData("\"delay\":-1", "delay")]
    public async Task A_fault_that_makes_no_sense_is_refused_by_name(string fault, string named)
    {
        var (status, body) = await PostAsync("simulator/faults", $$"""{"endpoint":"push/single",{{fault}}}""");

        Assert.Equal(400, status);
        Assert.Contains(named, body.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Empty(Simulator.Faults.List());
    }

    [Theory]
    [InlineData("""{"endpoint":"push/all","status":500}""", "push/all")]
    [InlineData("""{"status":500}""", "endpoint")]
    [InlineData("{", "cannot be read")]
    [InlineData("[]", "cannot be read")]
    public async Task A_fault_needs_an_endpoint(string fault, string named)
    {
        var (status, body) = await PostAsync("simulator/faults", fault);

        Assert.Equal(400, status);
        Assert.Contains(named, body.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    private async Task<List<string>> ErrorsOfAsync(int seed)
    {
        Simulator.Reset();
        await FaultAsync($"\"pushStatus\":\"ERROR\",\"share\":0.2,\"seed\":{seed}");
        var (_, body) = await PushAsync([.. Some.Users(100)]);
        return [.. body.GetProperty("data").EnumerateArray()
            .Where(user => user.GetProperty("pushStatus").GetString() == "ERROR")
            .Select(user => user.GetProperty("id").GetString()!)];
    }

    private async Task FaultAsync([StringSyntax("Json")] string members)
    {
        var (status, body) = await PostAsync("simulator/faults", $$"""{"endpoint":"push/single",{{members}}}""");
        Assert.True(status == 201, $"{body}");
    }

    private int Count(string user) => Simulator.PushesTo(user).Count;
}
