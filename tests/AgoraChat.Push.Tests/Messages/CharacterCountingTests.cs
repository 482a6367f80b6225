using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgoraChat.Push.Tests;

public sealed class CharacterCountingTests
{
    [Theory]
    [InlineData("a", 1)]
    [InlineData("é", 1)]
    [InlineData("…", 1)]
    [InlineData("ｱ", 1)] // half-width
    [InlineData("漢", 2)]
    [InlineData("々", 2)]
    [InlineData("か", 2)]
    [InlineData("カ", 2)]
    [InlineData("한", 2)]
    [InlineData("ᄒ", 2)]
    [InlineData("、", 2)]
    [InlineData("　", 2)] // the wide space
    [InlineData("，", 2)]
    [InlineData("Ａ", 2)]
    [InlineData("￥", 2)]
    [InlineData("𠀀", 2)] // an ideograph of two units
    [InlineData("🚀", 2)]
    public void A_wide_character_is_two_and_a_pair_is_two_as_it_is(string character, int count)
    {
        var most = string.Concat(Enumerable.Repeat(character, PushMessageLimits.TitleLength / count));

        var wrong = Assert.Throws<ArgumentException>(() => Make(most + character));

        Assert.Equal(most, Make(most).Title);
        Assert.Contains($"title has {PushMessageLimits.TitleLength + count} characters", wrong.Message);
    }

    [Fact]
    public void Says_how_it_counted() => Assert.Equal(
        "title has 34 characters (a CJK character counts as two); at most 32 are allowed. Shorten it.",
        Assert.Throws<ArgumentException>(() => Make(Wide(17))).Message);

    [Fact]
    public void Counts_title_and_content_and_not_the_subtitle()
    {
        var json = JsonSerializer.SerializeToElement(
            new JsonObject { ["title"] = Wide(17), ["subTitle"] = Wide(10), ["content"] = Wide(51) });

        Assert.Empty(PushMessage.FindProblems(json));
        Assert.Equal(
            ["title", "content"],
            PushMessage.FindProblems(json, CharacterCounting.CjkTwice).Select(problem => problem.Path));
    }

    [Fact]
    public void A_copy_counts_as_its_original_does()
    {
        var message = Make(Wide(16));

        Assert.Throws<ArgumentException>(() => message with { Title = Wide(17) });
        Assert.Throws<ArgumentException>(() => message with { Content = Wide(51) });
        Assert.Equal(Wide(50), (message with { Content = Wide(50) }).Content);
    }

    [Fact]
    public void The_counting_makes_no_difference_to_equality() =>
        Assert.Equal(Some.Message with { Title = "t", Content = "c" }, Make("t"));

    private static PushMessage Make(string title) =>
        new(CharacterCounting.CjkTwice) { Title = title, Content = "c" };

    private static string Wide(int count) => new('漢', count);
}
