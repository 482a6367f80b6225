using System.Net;

namespace AgoraChat.Push.Tests;

/// <summary>The template that a receiver chooses, by the receiver's own token.</summary>
public sealed class UserTemplateTests
{
    [Fact]
    public async Task Sets_the_template_with_the_users_own_token()
    {
        var handler = StubHandler.Answering("""{"action":"put","data":{"templateName":"hxtest"}}""");

        var set = await Settings(handler).SetTemplateAsync("ada", "hxtest", "own", CancellationToken.None);

        Assert.Equal(["""PUT users/ada/notification/template {"templateName":"hxtest"}"""], handler.Asked);
        Assert.Equal("Bearer own", $"{handler.Calls[0].Request.Headers.Authorization}");
        Assert.Equal("hxtest", set);
    }

    [Fact]
    public async Task Reads_the_template_with_the_users_own_token()
    {
        var handler = StubHandler.Answering("""{"action":"get","data":{"templateName":"hxtest"}}""");

        var template = await Settings(handler).GetTemplateAsync("ada", "own", CancellationToken.None);

        Assert.Equal(["GET users/ada/notification/template"], handler.Asked);
        Assert.Equal("Bearer own", $"{handler.Calls[0].Request.Headers.Authorization}");
        Assert.Equal("hxtest", template);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"data":{"templateName":""}}""")]
    public async Task No_template_is_null(string answer) => Assert.Null(
        await Settings(StubHandler.Answering(answer)).GetTemplateAsync("ada", "own", CancellationToken.None));

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("own\r\nX-Secret: 1")]
    public async Task A_token_that_is_none_is_refused_and_not_shown(string token)
    {
        var handler = StubHandler.Answering();

        var refusal = await Assert.ThrowsAsync<ArgumentException>(
            () => Settings(handler).SetTemplateAsync("ada", "hxtest", token, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(
            () => Settings(handler).GetTemplateAsync("ada", token, CancellationToken.None));

        Assert.StartsWith("The token is ", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("own", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(handler.Calls);
    }

    [Fact]
    public async Task A_users_token_that_is_refused_is_not_tried_again()
    {
        var handler = new StubHandler(HttpStatusCode.Unauthorized, """{"error":"unauthorized"}""");

        var failure = await Assert.ThrowsAsync<AgoraChatException>(
            () => Settings(handler).SetTemplateAsync("ada", "hxtest", "own", CancellationToken.None));

        Assert.Equal(AgoraChatErrorKind.Unauthorized, failure.Kind);
        Assert.Single(handler.Calls);
    }

    [Fact]
    public async Task A_template_has_a_name()
    {
        var handler = StubHandler.Answering();

        await Assert.ThrowsAsync<ArgumentException>(
            () => Settings(handler).SetTemplateAsync("ada", "", "own", CancellationToken.None));

        Assert.Empty(handler.Calls);
    }

    [Fact]
    public async Task An_unknown_template_is_not_found()
    {
        var handler = new StubHandler(
            HttpStatusCode.BadRequest,
            """{"error":"EntityNotFoundException","error_description":"hxtest template is not exist"}""");

        var failure = await Assert.ThrowsAsync<AgoraChatException>(
            () => Settings(handler).SetTemplateAsync("ada", "hxtest", "own", CancellationToken.None));

        Assert.Equal(AgoraChatErrorKind.NotFound, failure.Kind);
    }

    private static SettingsClient Settings(StubHandler handler) => Some.Client(handler).Settings;
}
