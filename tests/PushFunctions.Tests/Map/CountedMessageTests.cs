using System.Text.Json;
using AgoraChat.Push;
using PushFunctions.Map;

namespace PushFunctions.Tests.Map;

/// <summary>Messages for an app whose far side counts a Chinese character as two.</summary>
public sealed class CountedMessageTests
{
    private static readonly CompiledMapping Refusing = Maps.Read(
        """{"type":"t","message":{"title":"{{data.t}}","content":"c"}}""");

    private static readonly CompiledMapping Cutting = Maps.Read(
        """{"type":"t","message":{"title":"{{data.t}}","content":"c"},"onOverflow":"truncate"}""");

    [Theory]
    [InlineData(16, CharacterCounting.CjkTwice, true)]
    [InlineData(17, CharacterCounting.CjkTwice, false)]
    [InlineData(32, CharacterCounting.EachOnce, true)]
    [InlineData(33, CharacterCounting.EachOnce, false)]
    public void A_title_is_taken_up_to_the_apps_own_limit(int length, CharacterCounting counting, bool isTaken) =>
        Assert.Equal(isTaken, Map(Refusing, new string('订', length), counting) is Mapped.Messages);

    [Theory]
    [InlineData(CharacterCounting.EachOnce, 31)]
    [InlineData(CharacterCounting.CjkTwice, 15)]
    public void A_title_is_cut_as_the_app_counts(CharacterCounting counting, int kept)
    {
        var messages = Assert.IsType<Mapped.Messages>(Map(Cutting, new string('订', 40), counting));

        var title = Assert.Single(messages.Groups).Message.GetProperty("title").GetString();
        Assert.Equal(new string('订', kept) + "…", title);
        Assert.Single(messages.Warnings);
    }

    private static Mapped Map(CompiledMapping mapping, string title, CharacterCounting counting) =>
        new MessageMapper(new ManualTime()).Map(mapping, new(
            JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["t"] = title }),
            ["ada"],
            new Dictionary<string, JsonElement>(),
            Counting: counting));
}
