namespace AgoraChat.Simulator.Tests;

/// <summary>Easemob's older way: store a message, then send it to everyone.</summary>
public sealed class StoredMessageTests : SimulatorTest
{
    [Fact]
    public async Task A_message_is_stored_read_and_sent()
    {
        Simulator.Register("ada");

        var stored = await AnswerAsync(
            HttpMethod.Post, "push/message", """{"title":"t","subTitle":"s","content":"c","ext":{"a":1}}""");
        var read = await AnswerAsync(HttpMethod.Get, "push/message/833724991672734897");
        var sent = await AnswerAsync(
            HttpMethod.Post, "push/task/broadcast", """{"pushMsgId":833724991672734897,"strategy":3}""");

        Assert.Equal("""{"timestamp":NOW,"data":833724991672734897,"duration":0}""", stored);
        Assert.Equal(
            """
            {"timestamp":NOW,"data":{"appkey":"agora-demo#testapp","timestamp":NOW,"title":"t","subTitle":"s",
            """.Trim()
            + """
            "content":"c","ext":{"a":1}},"duration":0}
            """,
            read);
        Assert.Equal("""{"timestamp":NOW,"data":968120369184112182,"duration":0}""", sent);
        Assert.Equal("t", Simulator.PushesTo("ada").Pushes[0].Message.GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("POST", "push/message", """{"title":"t"}""", "bad_request")]
    [InlineData("GET", "push/message/17", null, "resource_not_found")]
    [InlineData("GET", "push/message/x", null, "resource_not_found")]
    [InlineData("POST", "push/task/broadcast", """{"pushMsgId":17}""", "resource_not_found")]
    [InlineData("POST", "push/task/broadcast", """{"pushMsgId":"17"}""", "illegal_argument")]
    [InlineData("POST", "push/task/broadcast", """{"pushMsgId":17,"strategy":5}""", "illegal_argument")]
    [InlineData("POST", "push/task/broadcast", "[]", "illegal_argument")]
    public async Task What_cannot_be_is_refused(string method, string path, string? body, string error)
    {
        var (status, answer) = await CallAsync(new HttpMethod(method), path, body);

        Assert.Equal((400, error), (status, answer.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task A_broadcast_takes_a_place_among_the_tasks()
    {
        await SwitchAsync("""{"taskPlaces":0}""");
        await AnswerAsync(HttpMethod.Post, "push/message", """{"title":"t","content":"c"}""");

        var (status, _) = await CallAsync(
            HttpMethod.Post, "push/task/broadcast", """{"pushMsgId":833724991672734897}""");

        Assert.Equal(403, status);
    }
}
