using System.Text.Json;

namespace AgoraChat.Simulator.Tests;

/// <summary>What is done with messages that are too long, where the documents do not say it.</summary>
public sealed class MessageSwitchTests : SimulatorTest
{
    [Theory]
    [InlineData("t", 33, false, 32)]
    [InlineData("订", 33, false, 32)]
    [InlineData("订", 17, true, 16)]
    [InlineData("🚀", 17, true, 32)]
    [InlineData("a🚀", 11, false, 31)]
    [InlineData("t", 32, false, 32)]
    public async Task A_long_title_is_cut_when_the_switch_says_so(string piece, int pieces, bool isTwice, int length)
    {
        Simulator.Switches = new() { TruncateLongTexts = true, CjkCountsTwice = isTwice };

        var (status, _) = await PostAsync(new { title = Repeat(piece, pieces), content = "c" });

        Assert.Equal(200, status);
        Assert.Equal(Repeat(piece, pieces)[..length], Message.GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_long_subtitle_and_content_are_cut_and_the_rest_stays()
    {
        Simulator.Switches = new() { TruncateLongTexts = true };

        await PostAsync(
            new { title = "t", subTitle = Repeat("s", 11), content = Repeat("c", 101), vivo = new { x = 1 } });

        Assert.Equal(
            $$$"""{"title":"t","subTitle":"{{{Repeat("s", 10)}}}","content":"{{{Repeat("c", 100)}}}","vivo":{"x":1}}""",
            Message.GetRawText());
    }

    [Fact]
    public async Task What_is_no_text_is_refused_nevertheless()
    {
        Simulator.Switches = new() { TruncateLongTexts = true };

        Assert.Equal(400, (await PostAsync(new { title = "", content = "c" })).Status);
        Assert.Equal(400, (await PostAsync(new { title = 7, content = "c" })).Status);
    }

    [Fact]
    public async Task A_message_may_be_as_large_as_the_switch_says()
    {
        var message = new { title = "t", content = "c" };
        var size = JsonSerializer.Serialize(message).Length;

        await SwitchAsync($$"""{"maxMessageBytes":{{size}}}""");
        var (fits, _) = await PostAsync(message);
        await SwitchAsync($$"""{"maxMessageBytes":{{size - 1}}}""");
        var (tooLarge, answer) = await PostAsync(message);

        Assert.Equal((200, 400), (fits, tooLarge));
        Assert.Equal("MessageException", answer.GetProperty("exception").GetString());
    }

    private JsonElement Message => Simulator.PushesTo("ada").Pushes[^1].Message;

    private static string Repeat(string piece, int times) => string.Concat(Enumerable.Repeat(piece, times));

    private Task<(int Status, JsonElement Body)> PostAsync(object pushMessage) =>
        PostAsync(Push, JsonSerializer.Serialize(new { targets = new[] { "ada" }, pushMessage }), Token());
}
