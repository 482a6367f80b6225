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

    [Theory]
    [InlineData(16, true)]
    [InlineData(17, false)]
    public void A_fixed_title_is_taken_when_it_is_put_as_its_app_counts(int length, bool isTaken)
    {
        var json = Some.Json($$"""{"type":"t","message":{"title":"{{new string('订', length)}}"} }""");

        Assert.Equal(isTaken, MappingReader.Read(json, counting: CharacterCounting.CjkTwice) is MappingRead.Ready);
        Assert.IsType<MappingRead.Ready>(MappingReader.Read(json));
    }

    private static Mapped Map(CompiledMapping mapping, string title, CharacterCounting counting) =>
        new MessageMapper(new ManualTime()).Map(mapping, new(
            JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["t"] = title }),
            ["ada"],
            new Dictionary<string, JsonElement>(),
            Counting: counting));
}
