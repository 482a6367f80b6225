namespace AgoraChat.Simulator.Tests;

/// <summary>Sends to one user, answered as the documents show.</summary>
public sealed class PushOneTests : SimulatorTest
{
    private const string Message = """{"pushMessage":{"title":"t","content":"c"}}""";

    [Fact]
    public async Task Who_waits_gets_the_vendors_answer()
    {
        var answer = await AnswerAsync(HttpMethod.Post, "push/sync/ada", Message);

        Assert.Equal(
            """{"timestamp":NOW,"data":[{"pushStatus":"SUCCESS","data":{"code":200,"data":{"expireTokens":[],"send"""
            + """Result":true,"requestId":"104410638-fd96648b6bb4344bc4f5e29b158fdb07","failTokens":[],"msgCode":2"""
            + """00},"message":"Success"}}],"duration":0}""",
            answer);
        Assert.Equal("push/sync/{target}", Assert.Single(Simulator.PushesTo("ada").Pushes).Endpoint);
        Assert.Equal(["ada"], Assert.Single(Simulator.Calls()).Targets);
    }

    [Fact]
    public async Task Who_does_not_wait_is_told_of_a_queue()
    {
        var answer = await AnswerAsync(HttpMethod.Post, "push/async/ada", Message);

        Assert.Equal(
            """{"timestamp":NOW,"data":[{"pushStatus":"ASYNC_SUCCESS","data":"","desc":"success"}],"duration":0}""",
            answer);
        Assert.Equal(1, Simulator.PushesTo("ada").Count);
    }

    [Fact]
    public async Task Who_does_not_exist_fails_at_once_only_where_the_caller_waits()
    {
        await SwitchAsync("""{"onlyRegisteredUsers":true}""");

        var sync = await AnswerAsync(HttpMethod.Post, "push/sync/nobody", Message);
        var (_, single) = await PushAsync("nobody");
        await SwitchAsync("""{"unknownUsersFail":true}""");
        var (_, strict) = await PushAsync("nobody");

        Assert.Equal(
            """{"timestamp":NOW,"data":[{"pushStatus":"FAIL","desc":"appUser not exists"}],"duration":0}""", sync);
        Assert.Equal("ASYNC_SUCCESS", single.GetProperty("data")[0].GetProperty("pushStatus").GetString());
        Assert.Equal(
            """[{"id":"nobody","pushStatus":"FAIL","desc":"appUser not exists"}]""",
            strict.GetProperty("data").GetRawText());
        Assert.Equal(1, Simulator.PushesTo("nobody").Count);
    }

    [Theory]
    [InlineData("""{"pushMessage":{"title":"t","content":"c"}}""", "FAIL")]
    [InlineData("""{"strategy":2,"pushMessage":{"title":"t","content":"c"}}""", "FAIL")]
    [InlineData("""{"strategy":1,"pushMessage":{"title":"t","content":"c"}}""", "SUCCESS")]
    public async Task Who_has_bound_no_device_fails_by_the_switch_where_only_the_vendor_delivers(
        string body, string expected)
    {
        await SwitchAsync("""{"unboundUsersFail":true}""");
        await AnswerAsync(
            HttpMethod.Put, "users/bob/push/binding", """{"device_id":"d","notifier_name":"n","device_token":"t"}""");

        var (_, ada) = await CallAsync(HttpMethod.Post, "push/sync/ada", body);
        Time.Advance(TimeSpan.FromSeconds(1));
        var (_, bob) = await CallAsync(HttpMethod.Post, "push/sync/bob", body);

        Assert.Equal(expected, ada.GetProperty("data")[0].GetProperty("pushStatus").GetString());
        Assert.Equal("SUCCESS", bob.GetProperty("data")[0].GetProperty("pushStatus").GetString());
    }

    [Fact]
    public async Task A_fault_may_say_what_the_vendor_said()
    {
        Simulator.Faults.Add(new() { Endpoint = "push/sync/{target}", PushStatus = "FAIL", Desc = "no push binding" });

        var answer = await AnswerAsync(HttpMethod.Post, "push/sync/ada", Message);

        Assert.Equal(
            """{"timestamp":NOW,"data":[{"pushStatus":"FAIL","desc":"no push binding"}],"duration":0}""", answer);
        Assert.Equal(0, Simulator.PushesTo("ada").Count);
    }

    [Fact]
    public async Task One_call_a_second_passes()
    {
        await AnswerAsync(HttpMethod.Post, "push/sync/ada", Message);
        var (early, _) = await CallAsync(HttpMethod.Post, "push/sync/bob", Message);
        Time.Advance(TimeSpan.FromSeconds(1));
        var (later, _) = await CallAsync(HttpMethod.Post, "push/sync/bob", Message);

        Assert.Equal((429, 200), (early, later));
    }

    [Theory]
    [InlineData("""{"pushMessage":{"title":"t"}}""", "bad_request")]
    [InlineData("""{"strategy":5,"pushMessage":{"title":"t","content":"c"}}""", "illegal_argument")]
    [InlineData("""{"platform":"windows","pushMessage":{"title":"t","content":"c"}}""", "illegal_argument")]
    public async Task A_bad_body_is_refused(string body, string error)
    {
        var (status, answer) = await CallAsync(HttpMethod.Post, "push/sync/ada", body);

        Assert.Equal((400, error), (status, answer.GetProperty("error").GetString()));
    }
}
