using System.Net;

namespace AgoraChat.Push.Tests;

/// <summary>One user's push, waited for.</summary>
public sealed class SendSyncTests
{
    [Fact]
    public async Task Calls_the_users_own_path_with_strategy_and_message()
    {
        var handler = StubHandler.Answering("""{"data":[{"pushStatus":"SUCCESS"}]}""");

        await SendAsync(handler);

        Assert.Equal(
            """
            POST push/sync/ada {"strategy":1,"pushMessage":{"title":"Order 17","content":"It is on its way."}}
            """,
            Assert.Single(handler.Asked));
    }

    [Theory]
    [InlineData("""[{"pushStatus":"SUCCESS","data":{"code":200}}]""", PushStatus.Success, 1)]
    [InlineData("""{"pushStatus":"SUCCESS","data":{"code":200}}""", PushStatus.Success, 1)]
    [InlineData("""[{"pushStatus":"FAIL"},{"pushStatus":"SUCCESS"},{"pushStatus":"ERROR"}]""", PushStatus.Success, 3)]
    [InlineData("""[{"pushStatus":"FAIL"},{"pushStatus":"ERROR"}]""", PushStatus.Error, 2)]
    [InlineData("""[{"pushStatus":"LATER"}]""", PushStatus.Error, 1)]
    [InlineData("[]", PushStatus.Missing, 0)]
    public async Task Reads_either_form_and_several_devices(string data, PushStatus status, int elements)
    {
        var result = await SendAsync(StubHandler.Answering($$"""{"data":{{data}}}"""));

        Assert.Equal(("ada", status, elements), (result.User, result.Status, result.Elements.Count));
    }

    [Fact]
    public async Task Keeps_what_the_vendor_said()
    {
        var result = await SendAsync(
            StubHandler.Answering("""{"data":[{"pushStatus":"FAIL","desc":"no","data":{"result":10206}}]}"""));

        Assert.Equal(("no", """{"result":10206}"""), (result.Description, result.Vendor?.GetRawText()));
    }

    [Fact]
    public async Task An_answer_without_data_is_no_answer()
    {
        var failure = await Assert.ThrowsAsync<AgoraChatException>(() => SendAsync(StubHandler.Answering("{}")));

        Assert.Equal((AgoraChatErrorKind.Unknown, true), (failure.Kind, failure.MayHaveBeenSent));
    }

    [Theory]
    [InlineData("", PushStrategy.AgoraOnly)]
    [InlineData("..", PushStrategy.AgoraOnly)]
    [InlineData("ada", (PushStrategy)5)]
    public async Task What_makes_no_sense_is_not_sent(string user, PushStrategy strategy)
    {
        using var handler = new StubHandler(HttpStatusCode.OK, "{}");

        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => Some.Client(handler).SendSyncAsync(Some.Message, user, strategy, CancellationToken.None));

        Assert.Empty(handler.Calls);
    }

    private static Task<UserPushResult> SendAsync(HttpMessageHandler handler) =>
        Some.Client(handler).SendSyncAsync(Some.Message, "ada", PushStrategy.AgoraOnly, CancellationToken.None);
}
